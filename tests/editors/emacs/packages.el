;;; packages.el --- Distribution packages under emacs -Q, where eglot may be one  -*- lexical-binding: t; -*-
(require 'package)
(dolist (dir '("/usr/share/emacs/site-lisp/elpa" "/usr/share/emacs/site-lisp/elpa-src"))
  (add-to-list 'package-directory-list dir))
(package-activate-all)
