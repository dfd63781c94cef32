//! Two people's work comes together without a conflict, whatever the order of the lines.

use std::{path::Path, process::Command};

use crate::common::{claim, draft, line, source, verdict};
use notes::{
    Annotation, Annotations, Body, ClaimKind, Question, Store, Target, Verdict, read_lines,
    write_line,
};
use proptest::prelude::*;

const TEXT: &str = "Iraq announced a new deal with Iraq. Mr. Kim came by rail on Tuesday.\n";

/// A history: each step adds a claim, a verdict, a source, changes a line or takes one back.
fn history(steps: &[(u8, u8, bool)]) -> Vec<Annotation> {
    let mut lines: Vec<Annotation> = vec![line(
        "anna",
        0,
        claim(TEXT, "Iraq announced", ClaimKind::Fact),
    )];
    for (second, &(what, which, anna)) in steps.iter().enumerate() {
        let author = if anna { "anna" } else { "bernhard" };
        let on = lines[usize::from(which) % lines.len()].clone();
        let second = second as i64 + 1;
        let new = match what % 5 {
            0 => line(author, second, claim(TEXT, "on Tuesday", ClaimKind::Date)),
            1 => line(
                author,
                second,
                verdict(
                    on.id,
                    Question::Truth,
                    Verdict::ALL[usize::from(which) % 8],
                    "Iraq",
                ),
            ),
            2 => line(author, second, source("A paper")),
            3 => Annotation {
                replaces: Some(on.id),
                ..line(author, second, (on.target.clone(), on.body.clone()))
            },
            _ => line(author, second, (Target::Annotation(on.id), Body::Deletion)),
        };
        lines.push(new);
    }
    lines
}

proptest! {
    #[test]
    fn the_order_of_lines_and_lines_that_stand_twice_change_nothing(
        steps in proptest::collection::vec((0u8..5, any::<u8>(), any::<bool>()), 0..24),
        seed in any::<u64>(),
        twice in any::<bool>(),
    ) {
        let lines = history(&steps);
        let as_written: Annotations = lines.iter().cloned().collect();
        let mut keyed: Vec<(u64, Annotation)> = lines
            .iter()
            .cycle()
            .take(lines.len() * (1 + usize::from(twice)))
            .enumerate()
            .map(|(at, line)| ((at as u64 + 1).wrapping_mul(seed | 1).rotate_left(17), line.clone()))
            .collect();
        keyed.sort_by_key(|(key, _)| *key);
        let shuffled: Annotations = keyed.into_iter().map(|(_, line)| line).collect();
        prop_assert_eq!(as_written, shuffled);
    }

    #[test]
    fn any_interleaving_of_two_files_gives_the_same(
        steps in proptest::collection::vec((0u8..5, any::<u8>(), any::<bool>()), 0..24),
        from_first in proptest::collection::vec(any::<bool>(), 0..40),
    ) {
        let lines: Vec<String> = history(&steps).iter().map(|line| write_line(line, "a.txt")).collect();
        let (mut ours, mut theirs): (Vec<_>, Vec<_>) =
            lines.iter().enumerate().partition(|(at, _)| at % 2 == 0);
        let whole = read_lines("", lines.join("\n").as_bytes());
        let mut merged = Vec::new();
        let mut choice = from_first.into_iter();
        ours.reverse();
        theirs.reverse();
        while let Some((_, line)) =
            if choice.next().unwrap_or(true) { ours.pop().or_else(|| theirs.pop()) } else { theirs.pop().or_else(|| ours.pop()) }
        {
            merged.push(line.clone());
        }
        let merged = read_lines("", merged.join("\n").as_bytes());
        prop_assert!(whole.1.is_empty() && merged.1.is_empty());
        prop_assert_eq!(
            whole.0.into_iter().collect::<Annotations>(),
            merged.0.into_iter().collect::<Annotations>()
        );
    }

    #[test]
    fn a_line_reads_back_as_it_was_written(steps in proptest::collection::vec((0u8..5, any::<u8>(), any::<bool>()), 0..8)) {
        for line in history(&steps) {
            let (read, problems) = read_lines("", write_line(&line, "a b.txt").as_bytes());
            prop_assert_eq!(problems, vec![]);
            prop_assert_eq!(read, vec![line]);
        }
    }
}

#[test]
fn a_verdict_is_replaced_by_its_author_alone() {
    let claimed = line("anna", 0, claim(TEXT, "Iraq announced", ClaimKind::Fact));
    let first = line(
        "anna",
        1,
        verdict(
            claimed.id,
            Question::Truth,
            Verdict::Confirmed,
            "Iraq announced",
        ),
    );
    let other = Annotation {
        replaces: Some(first.id),
        ..line(
            "bernhard",
            2,
            verdict(
                claimed.id,
                Question::Truth,
                Verdict::Wrong,
                "Iraq announced",
            ),
        )
    };
    let annotations: Annotations = [claimed.clone(), first, other].into_iter().collect();
    let verdicts: Vec<_> = annotations
        .verdicts(claimed.id)
        .into_values()
        .map(|(_, a)| a.verdict)
        .collect();
    assert_eq!(verdicts, [Verdict::Confirmed, Verdict::Wrong]);
}

#[test]
fn what_one_person_deletes_and_another_changes_at_the_same_time_is_not_lost() {
    let first = line("anna", 0, source("A paper"));
    let deleted = line("anna", 1, (Target::Annotation(first.id), Body::Deletion));
    let changed = Annotation {
        replaces: Some(first.id),
        ..line("bernhard", 1, source("Another paper"))
    };
    let annotations: Annotations = [first.clone(), deleted.clone()].into_iter().collect();
    assert_eq!(annotations.sources().count(), 0);
    let annotations: Annotations = [first.clone(), deleted, changed].into_iter().collect();
    assert_eq!(annotations.source(first.id).unwrap().title, "Another paper");
}

#[test]
fn two_changes_of_one_thing_at_the_same_time_are_told() {
    let first = line("anna", 0, source("A paper"));
    let one = Annotation {
        replaces: Some(first.id),
        ..line("anna", 1, source("One paper"))
    };
    let two = Annotation {
        replaces: Some(first.id),
        ..line("bernhard", 2, source("Two papers"))
    };
    let annotations: Annotations = [first.clone(), two, one.clone()].into_iter().collect();
    let thing = annotations.get(first.id).unwrap();
    assert_eq!(annotations.source(first.id).unwrap().title, "Two papers");
    assert_eq!(thing.rivals, [one.id]);
}

fn git(folder: &Path, arguments: &[&str]) -> bool {
    Command::new("git")
        .current_dir(folder)
        .args([
            "-c",
            "user.name=Anna",
            "-c",
            "user.email=anna@example.org",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(arguments)
        .output()
        .is_ok_and(|output| output.status.success())
}

#[test]
fn git_merges_two_peoples_verdicts_without_a_conflict() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    if !git(path, &["init", "-q"]) {
        println!("skipped: there is no git");
        return;
    }
    let store = Store::new(path);
    let claimed = store
        .append(
            "a.txt",
            &[draft(
                "anna",
                0,
                claim(TEXT, "Iraq announced", ClaimKind::Fact),
            )],
        )
        .unwrap()[0]
        .id;
    let judge = |author: &str, second, found| {
        let body = verdict(claimed, Question::Truth, found, "Iraq announced");
        store
            .append("a.txt", &[draft(author, second, body)])
            .unwrap();
    };
    let commit = |message| git(path, &["add", "-A"]) && git(path, &["commit", "-qm", message]);
    assert!(commit("the claim") && git(path, &["checkout", "-qb", "bernhard"]));
    judge("bernhard", 5, Verdict::Confirmed);
    assert!(commit("one verdict") && git(path, &["checkout", "-q", "main"]));
    judge("anna", 3, Verdict::Wrong);
    assert!(commit("another"));
    assert!(
        git(path, &["merge", "-q", "--no-edit", "bernhard"]),
        "git found a conflict"
    );
    let loaded = store.load("a.txt").unwrap();
    assert_eq!(loaded.problems, []);
    let verdicts: Vec<_> = loaded
        .annotations
        .verdicts(claimed)
        .into_iter()
        .map(|((_, who), (_, a))| (who.to_owned(), a.verdict))
        .collect();
    assert_eq!(
        verdicts,
        [
            ("anna".to_owned(), Verdict::Wrong),
            ("bernhard".to_owned(), Verdict::Confirmed)
        ]
    );
}
