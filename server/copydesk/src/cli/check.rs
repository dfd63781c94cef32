//! `copydesk check`: files or folders as one corpus.

use std::{
    collections::BTreeMap,
    io::{IsTerminal, Write},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use anyhow::{Context, bail};
use article::{Article, Hints};
use checks::{Applicability, Findings, Severity};
use clap::{Args, ValueEnum};
use corpus::{ArticleId, CONFIG_NAME, Config, Corpus, Rows, read::read, walk};
use dossier::Dossier;
use notes::{Annotations, Store};
use text::{Document, Format as TextFormat};

use super::{EXIT_CLEAN, EXIT_FINDINGS, EXIT_TROUBLE, Format, colour, shown};
use crate::output::{Report, Reported, github, json, sarif, text as plain, told_and_suppressed};

#[derive(Args)]
pub(crate) struct CheckArguments {
    /// Files or folders; the current folder if none is given.
    paths: Vec<PathBuf>,
    /// How to write the findings.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Make the corrections that are right beyond doubt.
    #[arg(long)]
    fix: bool,
    /// Only this rule; may be given more than once.
    #[arg(long = "rule", value_name = "ID")]
    rules: Vec<String>,
    /// Nothing below this.
    #[arg(long, value_enum, default_value = "information")]
    min_severity: MinSeverity,
    /// Exit with 0 whatever is found.
    #[arg(long)]
    exit_zero: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MinSeverity {
    Hint,
    Information,
    Warning,
    Error,
}

impl MinSeverity {
    fn severity(self) -> Severity {
        match self {
            Self::Hint => Severity::Hint,
            Self::Information => Severity::Information,
            Self::Warning => Severity::Warning,
            Self::Error => Severity::Error,
        }
    }
}

/// An article to be checked.
struct Target {
    id: ArticleId,
    path: PathBuf,
    /// Its path from the root.
    key: Option<String>,
    date: Option<jiff::civil::Date>,
    root: usize,
}

/// A folder with its settings.
struct Root {
    folder: PathBuf,
    config: Config,
}

pub(crate) fn run(arguments: &CheckArguments) -> anyhow::Result<u8> {
    for rule in &arguments.rules {
        if checks::rule(rule).is_none() {
            bail!("there is no rule “{rule}”; `copydesk explain` lists all rules");
        }
    }
    let mut trouble = Vec::new();
    let (roots, targets) = targets(&arguments.paths, &mut trouble)?;
    let mut articles = analyse(&targets, &mut trouble);
    let dossiers = roots.iter().map(|root| dossier(&root.folder, &mut trouble));
    let dossiers: Vec<Dossier> = dossiers.collect();
    for (target, article) in articles.values_mut() {
        date_by_offices(article, &dossiers[target.root]);
    }
    let mut corpus = Corpus::default();
    for (id, (_, article)) in &articles {
        corpus.set(id, Some(Arc::new(Rows::of(article))));
    }
    // Each folder has a dossier of its own.
    let known = |(root, dossier): (&Root, Dossier)| {
        let mut corpus = corpus.clone();
        corpus.set_dossier(dossier);
        (root.folder.clone(), corpus)
    };
    let corpora: Vec<(PathBuf, Corpus)> = roots.iter().zip(dossiers).map(known).collect();
    let mut report = Report {
        articles: &articles,
        corpora: &corpora,
        findings: Vec::new(),
        suppressed: Vec::new(),
    };
    for (id, (target, article)) in &articles {
        let (_, corpus) = &corpora[target.root];
        let root = &roots[target.root];
        let findings = Findings::new(article, Some((corpus, id)));
        let noted = target.key.as_deref();
        let noted = noted.and_then(|key| noted_of(&root.folder, key, &mut trouble));
        let aside = noted.as_ref().map(|(store, annotations)| {
            let text = article.document().to_string();
            notes::put_aside(annotations, &text, |hash| store.base(hash))
        });
        let aside = aside.unwrap_or_default();
        let config = Some(&root.config);
        let (told, suppressed) = told_and_suppressed(&findings, config, &aside, id, target.root);
        let wanted = |reported: &Reported| {
            let rule = || {
                arguments
                    .rules
                    .iter()
                    .any(|r| r == reported.finding.rule.id)
            };
            reported.severity >= arguments.min_severity.severity()
                && (arguments.rules.is_empty() || rule())
        };
        report.findings.extend(told.into_iter().filter(&wanted));
        let suppressed = suppressed.into_iter().filter(|s| wanted(&s.reported));
        report.suppressed.extend(suppressed);
    }
    if arguments.fix {
        fix(&mut report, &targets, &mut trouble);
    }
    let mut out = std::io::stdout().lock();
    match arguments.format {
        Format::Text => plain::write(&mut out, &report, colour())?,
        Format::Json => json::write(&mut out, &report)?,
        Format::Sarif => sarif::write(&mut out, &report)?,
        Format::Github => github::write(&mut out, &report)?,
    }
    out.flush()?;
    for line in &trouble {
        eprintln!("copydesk: {line}");
    }
    let found = report
        .findings
        .iter()
        .any(|f| f.severity >= Severity::Warning);
    Ok(match () {
        () if !trouble.is_empty() => EXIT_TROUBLE,
        () if found && !arguments.exit_zero => EXIT_FINDINGS,
        () => EXIT_CLEAN,
    })
}

/// What the paths name. A file is checked whatever the configuration includes; of a folder, what it includes.
fn targets(
    paths: &[PathBuf],
    trouble: &mut Vec<String>,
) -> anyhow::Result<(Vec<Root>, Vec<Target>)> {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here } else { paths };
    let mut roots: Vec<Root> = Vec::new();
    let mut targets: BTreeMap<ArticleId, Target> = BTreeMap::new();
    for path in paths {
        let meta = std::fs::metadata(path)
            .with_context(|| format!("{}: cannot be opened", path.display()))?;
        let folder = if meta.is_dir() {
            path.clone()
        } else {
            path.parent()
                .filter(|p| !p.as_os_str().is_empty())
                .map_or(PathBuf::from("."), Path::to_owned)
        };
        let configured = config_root(&folder);
        let base = configured.clone().unwrap_or_else(|| folder.clone());
        let root = match roots.iter().position(|r| r.folder == base) {
            Some(at) => at,
            None => {
                roots.push(Root {
                    config: config(configured.as_deref(), trouble),
                    folder: base.clone(),
                });
                roots.len() - 1
            }
        };
        let mut add = |file: PathBuf| {
            let from_base = file.canonicalize().ok().and_then(|f| {
                f.strip_prefix(base.canonicalize().ok()?)
                    .ok()
                    .map(Path::to_owned)
            });
            let key = from_base.map(|p| p.to_string_lossy().replace('\\', "/"));
            let dates = &roots[root].config.dates;
            let date = key.as_ref().and_then(|k| dates.get(k).copied());
            let id = ArticleId::new(&shown(&file));
            targets.entry(id.clone()).or_insert(Target {
                id,
                path: file,
                key,
                date,
                root,
            });
        };
        if meta.is_dir() {
            let found = walk(path, &roots[root].config, || true);
            trouble.extend(
                found
                    .errors
                    .iter()
                    .map(|(p, e)| format!("{}: {e}", shown(p))),
            );
            if found.cut {
                trouble.push(format!(
                    "{}: too many articles; the last ones were left out",
                    path.display()
                ));
            }
            found.articles.into_iter().for_each(|(_, file)| add(file));
        } else {
            add(path.clone());
        }
    }
    Ok((roots, targets.into_values().collect()))
}

/// The nearest folder with a `copydesk.toml`, from `folder` up.
fn config_root(folder: &Path) -> Option<PathBuf> {
    let full = folder.canonicalize().ok()?;
    full.ancestors()
        .find(|a| a.join(CONFIG_NAME).is_file())
        .map(Path::to_owned)
}

fn config(root: Option<&Path>, trouble: &mut Vec<String>) -> Config {
    let Some(path) = root.map(|r| r.join(CONFIG_NAME)) else {
        return Config::default();
    };
    let name = shown(&path);
    let text = match read(&path) {
        Ok(text) => text,
        Err(error) => {
            trouble.push(format!("{name}: {error}"));
            return Config::default();
        }
    };
    Config::parse(&text).unwrap_or_else(|error| {
        let line = error.range.as_ref().map_or(1, |r| {
            1 + text[..r.start.min(text.len())].matches('\n').count()
        });
        trouble.push(format!(
            "{name}, line {line}: {error} The file is left aside."
        ));
        Config::default()
    })
}

/// Where an article says no date, the terms of the offices that it names may leave only one.
fn date_by_offices(article: &mut Article, dossier: &Dossier) {
    if article.header().date.is_some() || dossier.is_empty() {
        return;
    }
    let terms = corpus::terms(&Rows::of(article), dossier);
    if !terms.is_empty() {
        let hints = Hints {
            terms,
            ..article.hints().clone()
        };
        *article = Article::new(article.document().clone(), hints);
    }
}

/// What was noted of an article, if anything was.
fn noted_of(
    root: &Path,
    article: &str,
    trouble: &mut Vec<String>,
) -> Option<(Store, Arc<Annotations>)> {
    let store = Store::new(root);
    match store.load(article) {
        Ok(loaded) => {
            let told = loaded.problems.iter().map(|p| format!("{}: {p}", p.file));
            trouble.extend(told);
            (!loaded.annotations.is_empty()).then_some((store, loaded.annotations))
        }
        Err(error) => {
            trouble.push(error.to_string());
            None
        }
    }
}

/// What the desk of a folder knows for certain.
fn dossier(root: &Path, trouble: &mut Vec<String>) -> Dossier {
    let dossier = dossier::files::read(root);
    let told = dossier.problems().into_iter().map(|problem| {
        let file = shown(&root.join(&*problem.file));
        format!(
            "{file}, line {}: {} {}",
            problem.line, problem.message, problem.remedy
        )
    });
    trouble.extend(told);
    dossier
}

/// Reads and analyses the articles on all cores.
fn analyse<'t>(
    targets: &'t [Target],
    trouble: &mut Vec<String>,
) -> BTreeMap<ArticleId, (&'t Target, Article)> {
    let next = AtomicUsize::new(0);
    let progress = std::io::stderr().is_terminal() && targets.len() > 200;
    let worker = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(target) = targets.get(at) else {
                return done;
            };
            if progress && at.is_multiple_of(100) {
                eprint!("\r{at} of {} articles", targets.len());
            }
            let article = read(&target.path).map(|text| {
                let name = target
                    .path
                    .file_name()
                    .map(|n| n.to_string_lossy().into_owned())
                    .unwrap_or_default();
                let document = Document::new(&text, TextFormat::of_file_name(&name));
                Article::new(
                    document,
                    Hints {
                        date: target.date,
                        file_name: Some(name),
                        ..Hints::default()
                    },
                )
            });
            done.push((target, article));
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let done: Vec<_> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(worker)).collect();
        workers
            .into_iter()
            .flat_map(|w| w.join().unwrap_or_default())
            .collect()
    });
    if progress {
        eprint!("\r\x1b[K");
    }
    let mut articles = BTreeMap::new();
    let mut errors = Vec::new();
    for (target, article) in done {
        match article {
            Ok(article) => drop(articles.insert(target.id.clone(), (target, article))),
            Err(error) => errors.push(format!("{}: {error}", target.id)),
        }
    }
    errors.sort();
    trouble.extend(errors);
    articles
}

/// Makes the safe corrections and takes their findings out of the report.
fn fix(report: &mut Report<'_, &Target>, targets: &[Target], trouble: &mut Vec<String>) {
    for target in targets {
        let Some((_, article)) = report.articles.get(&target.id) else {
            continue;
        };
        let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
        report.findings.retain(|reported| {
            let safe = reported
                .finding
                .fixes
                .iter()
                .find(|f| f.applicability == Applicability::Safe);
            let Some(fix) = safe.filter(|_| reported.file == target.id) else {
                return true;
            };
            edits.extend(fix.edits.iter().map(|e| {
                let range = article.range(e.place.block, e.place.range.0);
                (range.into(), e.text.clone())
            }));
            false
        });
        if edits.is_empty() {
            continue;
        }
        edits.sort_by_key(|(range, _)| range.start);
        let mut text = article.document().to_string();
        for (range, new) in edits.into_iter().rev() {
            text.replace_range(range, &new);
        }
        if let Err(error) = write_atomically(&target.path, &text) {
            trouble.push(format!("{}: could not be written: {error}", target.id));
        }
    }
}

/// Replaces a file at once or not at all, keeping its permissions.
fn write_atomically(path: &Path, text: &str) -> std::io::Result<()> {
    let path = path.canonicalize()?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file()
        .set_permissions(std::fs::metadata(&path)?.permissions())?;
    file.as_file().sync_all()?;
    file.persist(&path).map(drop).map_err(|e| e.error)
}
