//! schema.org `ClaimReview`: what a newsroom puts on its page so that a search finds its fact check. Only verdicts that a
//! person marked for publication are written.

use serde_json::{Map, Value, json};

use crate::{Annotations, Question, Verdict};

/// Who publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publisher<'a> {
    /// The newsroom.
    pub name: &'a str,
    /// The address of the page on which the fact check stands.
    pub page: &'a str,
}

/// The verdicts marked for publication, as a JSON-LD list.
pub fn to_claim_reviews(annotations: &Annotations, publisher: &Publisher<'_>) -> String {
    let mut reviews: Vec<Value> = Vec::new();
    for (thing, claim, _) in annotations.claims() {
        for ((question, _), (judged, assessment)) in annotations.verdicts(thing.id) {
            if !assessment.publish || assessment.verdict == Verdict::Unchecked {
                continue;
            }
            let words = crate::normalized(&assessment.words.join(" … "));
            let speaker = claim.said_by.as_deref();
            // Whether it was said is another claim than whether it is so.
            let reviewed = match (question, speaker) {
                (Question::Wording, Some(speaker)) => format!("{speaker} said: “{words}”"),
                (Question::Wording, None) => format!("It was said: “{words}”"),
                (Question::Truth, _) => words,
            };
            let mut item = Map::from_iter([("@type".to_owned(), json!("Claim"))]);
            if let Some(speaker) = speaker {
                item.insert(
                    "author".to_owned(),
                    json!({"@type": "Person", "name": speaker}),
                );
            }
            let mut rating = Map::from_iter([
                ("@type".to_owned(), json!("Rating")),
                ("alternateName".to_owned(), json!(assessment.verdict.word())),
            ]);
            if let Some(value) = rating_of(assessment.verdict) {
                rating.extend([
                    ("ratingValue".to_owned(), json!(value)),
                    ("bestRating".to_owned(), json!(5)),
                    ("worstRating".to_owned(), json!(1)),
                ]);
            }
            let mut review = json!({
                "@context": "https://schema.org",
                "@type": "ClaimReview",
                "url": publisher.page,
                "datePublished": judged.line.created.strftime("%Y-%m-%d").to_string(),
                "author": {"@type": "Organization", "name": publisher.name},
                "claimReviewed": reviewed,
                "itemReviewed": item,
                "reviewRating": rating,
            });
            if let (Some(note), Some(object)) = (&assessment.note, review.as_object_mut()) {
                object.insert("reviewBody".to_owned(), json!(note));
            }
            reviews.push(review);
        }
    }
    format!("{:#}\n", Value::Array(reviews))
}

/// From 5, it is so, to 1, it is not; none where a number would say what nobody found out.
fn rating_of(verdict: Verdict) -> Option<u8> {
    match verdict {
        Verdict::Confirmed => Some(5),
        Verdict::Imprecise => Some(3),
        Verdict::Unsupported => Some(2),
        Verdict::Wrong => Some(1),
        Verdict::Unchecked | Verdict::Unverifiable | Verdict::Disputed | Verdict::Opinion => None,
    }
}
