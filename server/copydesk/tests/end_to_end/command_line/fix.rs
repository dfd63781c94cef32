//! `check --fix`

use super::{CLEAN, HINT, POINT, WARNING, rules};
use crate::support::{Folder, copydesk};

#[test]
fn fix_makes_safe_corrections_and_no_others() {
    let two = format!("{POINT}\r\n{WARNING}\r\n{HINT}");
    let folder = Folder::new(&[("a.txt", &two), ("b.txt", WARNING), ("c.txt", CLEAN)]);
    let untouched = std::fs::metadata(folder.file("b.txt"))
        .unwrap()
        .modified()
        .unwrap();
    let run = copydesk(
        folder.path(),
        &[
            "check",
            "--fix",
            "--min-severity",
            "hint",
            "--format",
            "json",
        ],
    );
    assert_eq!(run.status, 1, "the weekday is still to be decided");
    assert_eq!(
        folder.read("a.txt"),
        two.replace("U.S ", "U.S. ").replace("”in", "“in")
    );
    assert_eq!(folder.read("b.txt"), WARNING);
    assert_eq!(
        std::fs::metadata(folder.file("b.txt"))
            .unwrap()
            .modified()
            .unwrap(),
        untouched,
        "not even rewritten"
    );
    assert_eq!(
        rules(run.json()["findings"].as_array().unwrap()),
        ["weekday-date", "weekday-date"]
    );
    let files: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(files.len(), 3, "nothing is left lying about: {files:?}");

    let after = folder.read("a.txt");
    copydesk(folder.path(), &["check", "--fix", "--min-severity", "hint"]);
    assert_eq!(folder.read("a.txt"), after, "there is nothing more to do");
}

#[test]
fn fix_keeps_to_the_rules_and_severities_asked_for() {
    let folder = Folder::new(&[("a.txt", POINT), ("b.txt", HINT)]);
    copydesk(
        folder.path(),
        &["check", "--fix", "--rule", "quote-direction"],
    );
    assert_eq!(
        (folder.read("a.txt").as_str(), folder.read("b.txt").as_str()),
        (POINT, HINT),
        "a hint was not asked for"
    );
    copydesk(folder.path(), &["check", "--fix", "--rule", "acronym-form"]);
    assert_eq!(
        (folder.read("a.txt"), folder.read("b.txt").as_str()),
        (POINT.replace("U.S ", "U.S. "), HINT)
    );
}

#[test]
#[cfg(unix)]
fn fix_keeps_permissions_and_links() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new(&[("kept/a.txt", POINT)]);
    std::fs::set_permissions(
        folder.file("kept/a.txt"),
        std::fs::Permissions::from_mode(0o640),
    )
    .unwrap();
    std::os::unix::fs::symlink("kept/a.txt", folder.file("link.txt")).unwrap();
    assert_eq!(
        copydesk(folder.path(), &["check", "--fix", "link.txt"]).status,
        0
    );
    assert_eq!(folder.read("kept/a.txt"), POINT.replace("U.S ", "U.S. "));
    assert!(
        folder.file("link.txt").is_symlink(),
        "the link is still one"
    );
    let mode = std::fs::metadata(folder.file("kept/a.txt"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);
}
