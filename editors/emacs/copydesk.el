;;; copydesk.el --- Checks names, dates and facts in articles  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT OR Apache-2.0
;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1") (eglot "1.9"))
;; Keywords: wp, tools

;;; Commentary:

;; Tells eglot of the Copydesk server for text and Markdown.  Put this file on the load path, then:
;;
;;   (require 'copydesk)
;;   (add-hook 'text-mode-hook #'copydesk-ensure)
;;
;; or type M-x eglot in an article.  M-x copydesk-use-folder checks the articles of a folder together.

;;; Code:

(require 'eglot)
(require 'project)
(require 'seq)

(defgroup copydesk nil
  "Names, dates and facts in articles."
  :group 'text
  :prefix "copydesk-")

(defcustom copydesk-server-path "copydesk"
  "The server, by name or path."
  :type 'string)

(defcustom copydesk-inlay-hints nil
  "Whether to show after a word like Tuesday which day is meant."
  :type 'boolean)

(defconst copydesk-modes '(text-mode markdown-mode gfm-mode)
  "The modes in which articles are written.")

(defun copydesk--contact (&rest _)
  "The command that starts the server."
  (list copydesk-server-path "lsp"))

(defun copydesk-configuration (&rest _)
  "What the server is told when it asks for its settings."
  `(:copydesk (:inlayHints (:dates ,(if copydesk-inlay-hints t :json-false)))))

(dolist (mode copydesk-modes)
  (add-to-list 'eglot-server-programs (cons mode #'copydesk--contact)))

(defun copydesk-root (directory)
  "The folder above DIRECTORY that holds copydesk.toml, as a project."
  (when-let ((root (locate-dominating-file directory "copydesk.toml")))
    (cons 'copydesk (expand-file-name root))))

(cl-defmethod project-root ((project (head copydesk)))
  "The folder of the corpus PROJECT."
  (cdr project))

;; before version control: a corpus may be one folder of a larger repository
(add-hook 'project-find-functions #'copydesk-root)

;;;###autoload
(defun copydesk-ensure ()
  "Start Copydesk in an article, if the server is there.  For `text-mode-hook'."
  (when (and (apply #'derived-mode-p copydesk-modes)
             buffer-file-name
             (not (derived-mode-p 'org-mode 'html-mode 'rst-mode))
             (executable-find copydesk-server-path))
    (unless (local-variable-p 'eglot-workspace-configuration)
      (setq-local eglot-workspace-configuration #'copydesk-configuration))
    (eglot-ensure)))

(defun copydesk--server ()
  "The server of this article, or an error that says what to do."
  (or (eglot-current-server)
      (user-error "Copydesk is not running here: type M-x eglot first")))

;;;###autoload
(defun copydesk-use-folder (folder)
  "Check the articles of FOLDER together: write a copydesk.toml there."
  (interactive
   (list (read-directory-name "Check the articles of this folder together: " nil nil t)))
  (let* ((folder (directory-file-name (expand-file-name folder)))
         (server (copydesk--server)))
    (when (member (file-truename folder) (list (file-truename (directory-file-name (expand-file-name "~"))) "/"))
      (user-error "%s is too wide for a corpus: name the folder that holds the articles" folder))
    (if (file-exists-p (expand-file-name "copydesk.toml" folder))
        (message "The articles of %s are checked together already." folder)
      (jsonrpc-request server :workspace/executeCommand
                       `(:command "copydesk.createConfig" :arguments [,(concat "file://" (url-encode-url folder))]))
      (message "The articles of %s are checked together now." folder))))

(provide 'copydesk)
;;; copydesk.el ends here
