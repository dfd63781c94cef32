//! What is known of a rule, and how a rule is asked.

use article::{BlockFacts, Name, QuoteRef, VariantSet};

use crate::{engine::Sources, finding::Finding, silence::Silence};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Shown only where one looks.
    Hint,
    /// Worth knowing.
    Information,
    /// Very likely wrong.
    Warning,
    /// Wrong beyond doubt.
    Error,
}

impl Severity {
    /// Its name in JSON, configuration and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Information => "information",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Whether a rule offers corrections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixes {
    /// None: a person must decide.
    None,
    /// Offered, to be looked at.
    Maybe,
    /// Offered, and right where the finding is.
    Safe,
}

/// What is known of a rule without running it.
#[derive(Debug)]
pub struct Rule {
    /// Its id: kebab-case, never reused.
    pub id: &'static str,
    /// The severity of its findings, unless one says otherwise or the desk does.
    pub severity: Severity,
    /// Whether it offers corrections.
    pub fixes: Fixes,
    /// The source file, whose first comment is the documentation.
    pub(crate) source: &'static str,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Rule {
    /// The documentation, in Markdown: the comment at the top of the rule's file, and how to silence the rule.
    pub fn documentation(&self) -> String {
        let lines = self
            .source
            .lines()
            .map_while(|line| line.strip_prefix("//!"));
        lines
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .fold(String::new(), |text, line| text + line + "\n")
            + &format!(
                "\n## How to silence it\n\
                 For the next paragraph, in a comment of the article: `copydesk: ignore {id} -- reason`; for the whole \
                 file, `copydesk: ignore-file {id} -- reason`. Everywhere, in `copydesk.toml` under `[rules]`: \
                 `{id} = \"off\"`. In an editor, “Leave … as it is” puts one finding aside.\n",
                id = self.id
            )
    }

    /// The first paragraph of the documentation after its title: what the rule finds.
    pub fn summary(&self) -> String {
        let documentation = self.documentation();
        let lines = documentation
            .lines()
            .skip(1)
            .skip_while(|l| l.is_empty())
            .take_while(|l| !l.is_empty());
        lines.collect::<Vec<_>>().join(" ")
    }
}

/// A rule at work. Each implements the questions that it has an answer to.
pub(crate) trait Check: Sync {
    /// What is known of it.
    fn rule(&self) -> &'static Rule;

    /// What is wrong with one block, given nothing but the block, the date of its story, and the prose right above and below.
    fn block(&self, _: &Sources<'_>, _: &BlockFacts, _: &mut Vec<Finding>) {}

    /// What is wrong with the mentions of one name, in the article and across the corpus.
    fn name(&self, _: &Sources<'_>, _: &Name, _: &mut Vec<Finding>) {}

    /// What is wrong with a capitalised word, in lower case, beside the article's others; an abbreviation comes as it is.
    fn word(&self, _: &Sources<'_>, _: &str, _: &mut Vec<Finding>) {}

    /// What is wrong with what is stated of the beginning and the end of something, by its folded name, in the article and
    /// across the corpus.
    fn milestones(&self, _: &Sources<'_>, _: &str, _: &mut Vec<Finding>) {}

    /// What is wrong with the forms of one set that the article writes.
    fn variants(&self, _: &Sources<'_>, _: VariantSet, _: &mut Vec<Finding>) {}

    /// What is wrong with one quotation, beside those that share words with it.
    fn quotation(&self, _: &Sources<'_>, _: QuoteRef, _: &mut Vec<Finding>) {}

    /// What is wrong with a comment that silences rules, given all that the others found.
    fn silence(&self, _: &Silence<'_>, _: &[&Finding], _: &mut Vec<Finding>) {}
}
