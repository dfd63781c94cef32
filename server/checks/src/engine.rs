//! Asking the rules, and asking again only where something changed.

use std::sync::Arc;

use article::{Article, QuoteRef, VariantSet};
use corpus::{ArticleId, Config, Corpus};
use imbl::OrdMap;
use names::{is_slip_of, swapped_letters};
use rustc_hash::FxHashSet;
use smol_str::SmolStr;
use text::BlockId;

use crate::{
    finding::Finding,
    known,
    passage::{is_short, said_in},
    rule::{Check, Severity},
    rules::CHECKS,
    silence::Silence,
};

/// What a rule may look at.
pub struct Sources<'a> {
    /// The article.
    pub article: &'a Article,
    /// The other articles, and this one's name among them.
    pub corpus: Option<(&'a Corpus, &'a ArticleId)>,
}

/// All findings of one version of an article. A value: the next version's are made from it.
#[derive(Clone)]
pub struct Findings {
    article: Article,
    /// The generation of the corpus that was asked.
    generation: Option<u64>,
    blocks: OrdMap<BlockId, Arc<[Finding]>>,
    names: OrdMap<SmolStr, Arc<[Finding]>>,
    quotes: OrdMap<QuoteRef, Arc<[Finding]>>,
    words: OrdMap<SmolStr, Arc<[Finding]>>,
    milestones: OrdMap<SmolStr, Arc<[Finding]>>,
    variants: OrdMap<VariantSet, Arc<[Finding]>>,
    /// On the comments that silence rules.
    comments: Arc<[Finding]>,
}

impl Findings {
    /// Asks every rule about everything.
    pub fn new(article: &Article, corpus: Option<(&Corpus, &ArticleId)>) -> Self {
        let mut findings = Self {
            article: article.clone(),
            generation: corpus.map(|(c, _)| c.generation()),
            blocks: OrdMap::new(),
            names: OrdMap::new(),
            quotes: OrdMap::new(),
            words: OrdMap::new(),
            milestones: OrdMap::new(),
            variants: OrdMap::new(),
            comments: Arc::default(),
        };
        let sources = Sources { article, corpus };
        for facts in article.blocks() {
            findings.ask_block(&sources, facts);
        }
        findings.ask_all_across(&sources);
        findings.ask_comments();
        findings
    }

    /// The findings of another version of the article, or beside another version of the corpus.
    pub fn update(&self, article: &Article, corpus: Option<(&Corpus, &ArticleId)>) -> Self {
        let changes = article.changes_since(&self.article);
        let mut next = self.clone();
        next.article = article.clone();
        next.generation = corpus.map(|(c, _)| c.generation());
        let sources = Sources { article, corpus };
        for block in &changes.gone {
            next.blocks.remove(block);
        }
        // What is asked again below is not what it was; what is not, is gone.
        let changed = changes.blocks.iter().map(|facts| facts.block.id());
        for block in changes.gone.iter().copied().chain(changed) {
            let quote = |index| QuoteRef { block, index };
            let theirs = next.quotes.range(quote(0)..=quote(usize::MAX));
            let theirs: Vec<QuoteRef> = theirs.map(|(quote, _)| *quote).collect();
            for quote in theirs {
                next.quotes.remove(&quote);
            }
        }
        for facts in &changes.blocks {
            next.ask_block(&sources, facts);
        }
        // A block may be judged by the one above or below it: those beside what came or went are asked again.
        let came_or_went = changes.gone.iter().copied();
        let came_or_went = came_or_went.chain(changes.blocks.iter().map(|facts| facts.block.id()));
        let beside = came_or_went
            .flat_map(|id| [article.prose_before(id), article.prose_after(id)])
            .flatten();
        let beside: FxHashSet<BlockId> = beside.collect();
        for facts in beside.iter().filter_map(|id| article.block(*id)) {
            next.ask_block(&sources, facts);
        }
        let mut keys: FxHashSet<SmolStr> = changes.keys.into_iter().collect();
        let mut quotes: FxHashSet<QuoteRef> = changes.quotes.into_iter().collect();
        for facts in &changes.blocks {
            let block = facts.block.id();
            let all = 0..facts.reading.quotations.len();
            quotes.extend(all.map(|index| QuoteRef { block, index }));
        }
        // A headline's quotation is looked for in the whole text: blocks that do not bear on it change nothing.
        if let Some((headline, _)) = article.header().headline
            && let Some(facts) = article.block(headline)
        {
            let was = changes.gone.iter().copied();
            let was = was.chain(changes.blocks.iter().map(|facts| facts.block.id()));
            let was: Vec<_> = was.filter_map(|id| self.article.block(id)).collect();
            let begun = is_short(&self.article) != is_short(article);
            let bears = |quotation| {
                let mut either = was.iter().copied().chain(&changes.blocks);
                begun || either.any(|facts| said_in(&facts.block, quotation).is_some())
            };
            let theirs = facts.reading.quotations.iter().enumerate();
            let asked = theirs.filter(|(_, quotation)| bears(quotation));
            quotes.extend(asked.map(|(index, _)| QuoteRef {
                block: headline,
                index,
            }));
        }
        let touched = match (self.generation, corpus) {
            (Some(then), Some((corpus, own))) => corpus.touched_since(then, Some(own)),
            (None, None) => Some(Default::default()),
            _ => None,
        };
        let Some(touched) = touched else {
            next.names.clear();
            next.quotes.clear();
            next.words.clear();
            next.milestones.clear();
            next.variants.clear();
            next.ask_all_across(&sources);
            next.ask_comments();
            return next;
        };
        quotes.extend(touched.runs.iter().flat_map(|s| article.quotes_with(*s)));
        // Of the names whose mentions only moved, those are asked again that have something to say of a changed block.
        keys.retain(|key| match (self.article.name(key), article.name(key)) {
            (Some(old), Some(new)) => !Arc::ptr_eq(&old.family, &new.family),
            _ => true,
        });
        // A name's near-misses, short ones too, are judged by how often it stands: they are asked again when that changed.
        let near = keys.iter().flat_map(|key| {
            let slips = article.names_of_letter(key);
            let slips = slips.filter(|n| is_slip_of(&n.key, key));
            article.names_near(key).chain(slips).map(|n| n.key.clone())
        });
        let near: Vec<SmolStr> = near.collect();
        keys.extend(near);
        let changed: FxHashSet<BlockId> = changes
            .gone
            .iter()
            .copied()
            .chain(changes.blocks.iter().map(|f| f.block.id()))
            .collect();
        let stale = self
            .names
            .iter()
            .filter(|(_, found)| found.iter().any(|f| f.touches(&changed)));
        keys.extend(stale.map(|(key, _)| key.clone()));
        // What a changed block states of a person, or stated before, is said of a name whose mentions may be as they were.
        let was = changed.iter().filter_map(|id| self.article.block(*id));
        for facts in was.chain(&changes.blocks) {
            keys.extend(article::subjects(facts).map(|c| c.key.clone()));
        }
        // What stands around a name says who is meant, as the line above a signature does: it may have changed though the
        // names did not.
        let beside = beside.iter().filter_map(|id| article.block(*id));
        for facts in changes.blocks.iter().chain(beside) {
            keys.extend(facts.reading.names.iter().map(|c| c.key.clone()));
        }
        // What a changed block states of a beginning or an end, or stated before, is compared with what others state.
        let was = changed.iter().filter_map(|id| self.article.block(*id));
        let stated = was
            .chain(&changes.blocks)
            .flat_map(|facts| &facts.reading.milestones);
        let mut subjects: FxHashSet<SmolStr> = stated.map(|m| m.subject.clone()).collect();
        subjects.extend(touched.subjects.iter().cloned());
        for subject in &subjects {
            next.ask_milestones(&sources, subject);
        }
        let was = changed.iter().filter_map(|id| self.article.block(*id));
        let written = was
            .chain(&changes.blocks)
            .flat_map(|facts| &facts.wording().variants);
        let mut sets: FxHashSet<VariantSet> = written.map(|variant| variant.set).collect();
        if !touched.keys.is_empty() {
            // A phrase is compared with the names of other articles.
            sets.extend(article.phrases());
        }
        for set in sets {
            next.ask_variants(&sources, set);
        }
        // A slip is judged by the words that it is like: those near a word that came or went are asked again.
        let mut words: FxHashSet<SmolStr> = changes.words.into_iter().collect();
        let came = changes.blocks.iter().flat_map(|f| &f.wording().words);
        words.extend(came.map(|word| word.text.clone()));
        for key in touched.keys.iter().filter_map(|key| article.name(key)) {
            // The other articles may spell a given name otherwise.
            let people = key.family.entities.iter().filter_map(|e| e.person.as_ref());
            words.extend(people.flat_map(|p| p.given.iter().cloned()));
        }
        let near = words.iter().chain(&touched.keys).flat_map(|word| {
            let others = article.unknown_words_of_letter(word);
            let slips = others
                .filter(|w| *w == word || is_slip_of(w, word))
                .cloned();
            let letters = swapped_letters(word).chain(article::other_addresses(word));
            slips.chain(letters).collect::<Vec<_>>()
        });
        let near: Vec<SmolStr> = near.collect();
        words.extend(near);
        let stale = self
            .words
            .iter()
            .filter(|(_, found)| found.iter().any(|f| f.touches(&changed)));
        words.extend(stale.map(|(word, _)| word.clone()));
        // A surname alone is judged by whether the word stands elsewhere too.
        let surnames = words.iter().map(|word| SmolStr::from(word.to_lowercase()));
        keys.extend(surnames.filter(|key| article.name(key).is_some()));
        for word in words {
            next.ask_word(&sources, &word);
        }
        // A surname that is a slip of one elsewhere is judged by how often that stands there.
        let slips = touched.keys.iter().flat_map(|key| {
            article
                .names_of_letter(key)
                .filter(|n| is_slip_of(&n.key, key))
        });
        keys.extend(slips.map(|name| name.key.clone()));
        keys.extend(touched.keys);
        for key in keys {
            next.ask_name(&sources, &key);
        }
        for quote in quotes {
            next.ask_quote(&sources, quote);
        }
        next.ask_comments();
        next
    }

    fn ask_block(&mut self, sources: &Sources<'_>, facts: &article::BlockFacts) {
        let found = ask(sources, |check, found| check.block(sources, facts, found));
        match found {
            Some(found) => drop(self.blocks.insert(facts.block.id(), found)),
            None => drop(self.blocks.remove(&facts.block.id())),
        }
    }

    fn ask_name(&mut self, sources: &Sources<'_>, key: &SmolStr) {
        let found = sources
            .article
            .name(key)
            .and_then(|name| ask(sources, |check, found| check.name(sources, name, found)));
        match found {
            Some(found) => drop(self.names.insert(key.clone(), found)),
            None => drop(self.names.remove(key)),
        }
    }

    fn ask_quote(&mut self, sources: &Sources<'_>, quote: QuoteRef) {
        match ask(sources, |check, found| {
            check.quotation(sources, quote, found)
        }) {
            Some(found) => drop(self.quotes.insert(quote, found)),
            None => drop(self.quotes.remove(&quote)),
        }
    }

    fn ask_word(&mut self, sources: &Sources<'_>, word: &SmolStr) {
        let stands = sources.article.word_places(word).next().is_some();
        let found = stands.then(|| ask(sources, |check, found| check.word(sources, word, found)));
        match found.flatten() {
            Some(found) => drop(self.words.insert(word.clone(), found)),
            None => drop(self.words.remove(word)),
        }
    }

    fn ask_milestones(&mut self, sources: &Sources<'_>, subject: &SmolStr) {
        let stated = sources.article.milestones_of(subject).next().is_some();
        let found = stated.then(|| {
            ask(sources, |check, found| {
                check.milestones(sources, subject, found)
            })
        });
        match found.flatten() {
            Some(found) => drop(self.milestones.insert(subject.clone(), found)),
            None => drop(self.milestones.remove(subject)),
        }
    }

    fn ask_variants(&mut self, sources: &Sources<'_>, set: VariantSet) {
        // What stands once agrees with itself, but a phrase may be a name in other articles, and a date two days.
        let least = usize::from(!matches!(set, VariantSet::Phrase(_) | VariantSet::Digits));
        let asked = sources.article.variants_of(set).nth(least).is_some();
        let found = asked.then(|| ask(sources, |check, found| check.variants(sources, set, found)));
        match found.flatten() {
            Some(found) => drop(self.variants.insert(set, found)),
            None => drop(self.variants.remove(&set)),
        }
    }

    /// Asks about what rules judge beside other parts of the article or of the corpus.
    fn ask_all_across(&mut self, sources: &Sources<'_>) {
        let keys: Vec<SmolStr> = sources.article.names().map(|n| n.key.clone()).collect();
        keys.iter().for_each(|key| self.ask_name(sources, key));
        let words: Vec<SmolStr> = sources.article.words_to_ask().cloned().collect();
        words.iter().for_each(|word| self.ask_word(sources, word));
        let subjects: FxHashSet<SmolStr> = sources.article.milestone_subjects().cloned().collect();
        for subject in &subjects {
            self.ask_milestones(sources, subject);
        }
        let sets: FxHashSet<VariantSet> = sources.article.variant_sets().collect();
        for set in sets {
            self.ask_variants(sources, set);
        }
        for facts in sources.article.blocks() {
            for index in 0..facts.reading.quotations.len() {
                self.ask_quote(
                    sources,
                    QuoteRef {
                        block: facts.block.id(),
                        index,
                    },
                );
            }
        }
    }

    /// The article that was asked about.
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// The findings with the severity that the desk gives them, in the order of the article, then of the rule. Those that
    /// the article's comments silence are left out.
    pub fn sorted(&self, config: Option<&Config>) -> Vec<(&Finding, Severity)> {
        let silence = Silence::of(&self.article);
        let all = self.all().filter(|f| !silence.iter().any(|s| s.covers(f)));
        in_order(all, config)
    }

    /// The findings that the article's comments silence, in the same order, each with the reason that is given.
    pub fn silenced(&self, config: Option<&Config>) -> Vec<(&Finding, Severity, Option<&str>)> {
        let silence = Silence::of(&self.article);
        let by = |f: &Finding| silence.iter().find(|s| s.covers(f));
        let silenced = in_order(self.all().filter(|f| by(f).is_some()), config).into_iter();
        let reason = |f: &Finding| by(f).and_then(|s| s.ignore.reason.as_deref());
        silenced
            .map(|(f, severity)| (f, severity, reason(f)))
            .collect()
    }

    fn all(&self) -> impl Iterator<Item = &Finding> {
        let found = self
            .blocks
            .values()
            .chain(self.names.values())
            .chain(self.quotes.values())
            .chain(self.words.values())
            .chain(self.milestones.values())
            .chain(self.variants.values());
        found.flat_map(|f| f.iter()).chain(&*self.comments)
    }

    /// Asks about the comments that silence rules, when all else was asked.
    fn ask_comments(&mut self) {
        self.comments = Arc::default();
        let silence = Silence::of(&self.article);
        if silence.is_empty() {
            return;
        }
        let all: Vec<&Finding> = self.all().collect();
        let found = silence
            .iter()
            .flat_map(|comment| every(|check, found| check.silence(comment, &all, found)));
        let found: Vec<Finding> = found.collect();
        self.comments = found.into();
    }
}

/// Findings in the order of the article, then of the rule, without those of which the desk wants to hear nothing.
fn in_order<'a>(
    all: impl Iterator<Item = &'a Finding>,
    config: Option<&Config>,
) -> Vec<(&'a Finding, Severity)> {
    let wanted = all.filter_map(|f| Some((f, f.severity_in(config)?)));
    let mut wanted: Vec<(&Finding, Severity)> = wanted.collect();
    wanted.sort_by(|(a, _), (b, _)| {
        (a.place, a.rule.id, &a.message).cmp(&(b.place, b.rule.id, &b.message))
    });
    wanted
}

/// What all rules say, but for what takes two people for one whom the desk keeps apart.
fn ask(
    sources: &Sources<'_>,
    question: impl Fn(&dyn Check, &mut Vec<Finding>),
) -> Option<Arc<[Finding]>> {
    let mut found = every(question);
    found.retain(|finding| {
        let names = finding.one_person.as_ref();
        !names.is_some_and(|(here, there)| known::are_two(sources, here, there))
    });
    (!found.is_empty()).then(|| found.into())
}

fn every(question: impl Fn(&dyn Check, &mut Vec<Finding>)) -> Vec<Finding> {
    let mut found = Vec::new();
    CHECKS.iter().for_each(|check| question(*check, &mut found));
    found
}
