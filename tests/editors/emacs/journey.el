;;; journey.el --- What a person does with Copydesk in Emacs  -*- lexical-binding: t; -*-
;; Started by run-emacs.sh.  FIXTURE holds two copies of editors/fixture: corpus/ and lone/ (without copydesk.toml).
(load (getenv "COPYDESK_EL") nil t)
(require 'flymake)
(require 'cl-lib)

(defvar patience (string-to-number (or (getenv "PATIENCE") "15")))
(defvar fixture (getenv "FIXTURE"))
(defvar passed 0)
(defvar failed 0)
(setq copydesk-server-path (getenv "COPYDESK_BIN")
      eglot-sync-connect 10
      eglot-autoshutdown nil
      eglot-confirm-server-initiated-edits nil
      flymake-no-changes-timeout 0.1
      make-backup-files nil
      create-lockfiles nil)

(unless (fboundp 'markdown-mode) ; a package of its own
  (add-to-list 'auto-mode-alist '("\\.md\\'" . text-mode)))

(defun check (name ok &optional got)
  (if ok (cl-incf passed) (cl-incf failed))
  (princ (format "%s %s%s\n" (if ok "ok  " "FAIL") name
                 (if (or ok (null got)) "" (format "\n     got %S" got)))))

(defmacro step (name &rest body)
  (declare (indent 1))
  `(condition-case err (progn ,@body) (error (check ,name nil err))))

(defun until (condition)
  (let ((end (+ (float-time) patience)) value)
    (while (not (or (setq value (funcall condition)) (> (float-time) end)))
      (accept-process-output nil 0.05))
    value))

(defun open-article (file)
  (set-buffer (find-file-noselect (expand-file-name file fixture)))
  (unless (eglot-current-server) (copydesk-ensure) (apply #'eglot (eglot--guess-contact)))
  (flymake-mode 1)
  (current-buffer))

(defun underlined (message)
  "The texts of the findings that say MESSAGE."
  (delq nil (mapcar (lambda (d)
                      (and (string-match-p (regexp-quote message) (flymake-diagnostic-text d))
                           (buffer-substring-no-properties (flymake-diagnostic-beg d) (flymake-diagnostic-end d))))
                    (flymake-diagnostics))))

(defun expect-underlined (message texts)
  (until (lambda () (flymake-start) (accept-process-output nil 0.05)
           (equal (sort (underlined message) #'string<) texts))))

(defun at (text)
  (goto-char (point-min))
  (search-forward text)
  (goto-char (1+ (match-beginning 0))))

(defun ask (method &rest more)
  (jsonrpc-request (eglot--current-server-or-lose) method (append (eglot--TextDocumentPositionParams) more) :timeout 5))

(defun holds (text) (string-match-p (regexp-quote text) (buffer-string)))

(defun fix (text title)
  "Apply the fix whose title contains TITLE to the finding at TEXT."
  (at text)
  (let* ((diagnostics (mapcar (lambda (d) (alist-get 'eglot-lsp-diag (flymake-diagnostic-data d)))
                              (flymake-diagnostics (point))))
         (actions (jsonrpc-request (eglot--current-server-or-lose) :textDocument/codeAction
                                   (list :textDocument (eglot--TextDocumentIdentifier)
                                         :range (list :start (eglot--pos-to-lsp-position (point)) :end (eglot--pos-to-lsp-position (point)))
                                         :context (list :diagnostics (vconcat diagnostics)))))
         (action (cl-find-if (lambda (a) (string-match-p (regexp-quote title) (plist-get a :title))) actions)))
    (unless action (error "No fix with %s among %S" title actions))
    (eglot--apply-workspace-edit (plist-get action :edit))))

(princ (format "emacs %s, eglot\n" emacs-version))
(let* ((summit (open-article "corpus/summit.txt"))
       (server (eglot-current-server))
       back)
  (check "eglot starts the server" server)
  (check "the project is the corpus" (equal (file-truename (project-root (eglot--project server))) (file-truename (concat fixture "/corpus/"))))
  (setq-local eglot-workspace-configuration #'copydesk-configuration)

  (step "findings"
    (check "a finding underlines the weekday, after ’ é £ and an emoji"
           (expect-underlined "June 9, 2000 was a Friday." '("Thursday")) (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))
    (setq back (open-article "corpus/return.md"))
    (check "the second article is checked too"
           (until (lambda () (flymake-start) (cl-some (lambda (d) (string-match-p "February 30" (buffer-substring (flymake-diagnostic-beg d) (flymake-diagnostic-end d))))
                                     (flymake-diagnostics)))))
    (check "by the same server" (eq server (eglot-current-server))))

  (step "hover"
    (set-buffer summit)
    (at "June 9")
    (let ((date (format "%S" (ask :textDocument/hover))))
      (check "a date tells the day" (and (string-match-p "2000-06-09" date) (string-match-p "Friday" date)) date))
    (at "Putin told")
    (let ((who (format "%S" (ask :textDocument/hover))))
      (check "a short name tells who" (string-match-p "Vladimir Putin" who) who)))

  (step "definition"
    (at "Putin told")
    (let* ((xref (car (xref-backend-definitions 'eglot "LSP identifier at point.")))
           (marker (and xref (xref-location-marker (xref-item-location xref))))
           (text (and marker (with-current-buffer (marker-buffer marker)
                               (buffer-substring-no-properties marker (+ marker (length "Vladimir Putin")))))))
      (check "M-. on “Putin” goes to “Vladimir Putin”" (equal text "Vladimir Putin") text)))

  (step "references"
    (at "Lindqvist asked")
    (let ((files (mapcar (lambda (l) (file-name-nondirectory (plist-get l :uri)))
                         (ask :textDocument/references :context '(:includeDeclaration t)))))
      (check "references stand in both articles"
             (and (= 2 (cl-count "summit.txt" files :test #'equal)) (= 2 (cl-count "return.md" files :test #'equal))) files)))

  (step "symbols"
    (check "the outline is not empty"
           (> (length (jsonrpc-request server :textDocument/documentSymbol (list :textDocument (eglot--TextDocumentIdentifier)))) 0)))

  (step "fixes"
    (set-buffer summit)
    (buffer-enable-undo)
    (fix "Thursday" "Friday")
    (check "the fix writes Friday" (holds "on Friday, June 9, 2000.") (buffer-string))
    (eglot--signal-textDocument/didChange)
    (check "and the finding goes" (expect-underlined "June 9, 2000 was a Friday." nil) (underlined "")))

  (step "typing"
    (goto-char (point-max))
    (let ((start (point)))
      (insert "\nHe’d paid £9 😀 for café tea on Monday, June 6, 2000.\n")
      (eglot--signal-textDocument/didChange)
      (check "a wrong date just typed is found, at its place" (expect-underlined "June 6, 2000 was a Tuesday." '("Monday")) (underlined ""))
      (delete-region start (point-max))
      (eglot--signal-textDocument/didChange)
      (check "taken out, it goes" (expect-underlined "June 6, 2000 was a Tuesday." nil) (underlined ""))))

  (step "rename"
    (at "Astrid")
    (eglot-rename "Ingrid Lindqvist")
    (dolist (buffer (list summit back))
      (with-current-buffer buffer
        (check (format "renamed in %s" (buffer-name)) (and (holds "Ingrid Lindqvist") (not (holds "Astrid")) (holds "Ms. Lindqvist")) (buffer-string)))))

  (step "status"
    (let ((status (jsonrpc-request server :copydesk/status nil)))
      (check "the status counts the articles" (= 2 (plist-get (aref (plist-get status :folders) 0) :articles)) status)))

  (step "lone file"
    (open-article "lone/summit.txt")
    (check "a lone file is checked by itself" (expect-underlined "June 9, 2000 was a Friday." '("Thursday")) (underlined ""))
    (copydesk-use-folder (concat fixture "/lone/"))
    (check "copydesk-use-folder writes copydesk.toml" (file-exists-p (concat fixture "/lone/copydesk.toml"))))

  (step "stop"
    (let ((other (eglot-current-server)))
      (eglot-shutdown server)
      (unless (eq other server) (eglot-shutdown other))
      (check "the server stops when asked to" (not (or (jsonrpc-running-p server) (jsonrpc-running-p other))))))
  (princ (format "%d passed, %d failed\n" passed failed))
  (set-buffer (get-buffer-create "*end*"))
  (kill-emacs (if (= failed 0) 0 1)))
