//! What spans are by themselves: heads, and how they lie.

use std::collections::HashMap;

use super::{Look, Rule};
use crate::annotation::{Id, Label};
use crate::text::ByteRange;

pub(super) fn check(look: &mut Look<'_>) {
    let set = look.set;
    // By label the spans that may still reach further, the innermost last.
    let mut open: HashMap<&Label, Vec<(ByteRange, &Id)>> = HashMap::new();
    for span in set.spans() {
        if let Some(head) = span.head
            && !span.range.contains_range(head)
        {
            let said = format!(
                "The head {} is outside of {}: set it anew",
                look.words(head),
                look.words(span.range)
            );
            look.of_span(Rule::HeadOutside, &span.id, said);
        }
        let around = open.entry(&span.label).or_default();
        while around
            .last()
            .is_some_and(|(range, _)| range.end <= span.range.start)
        {
            around.pop();
        }
        let crossed = around
            .last()
            .filter(|(range, _)| range.end < span.range.end);
        if let Some((other, _)) = crossed {
            let said = format!(
                "{} crosses {}, both {}: move an end or delete one",
                look.words(span.range),
                look.words(*other),
                span.label
            );
            look.of_span(Rule::Crossing, &span.id, said);
        }
        around.push((span.range, &span.id));
    }
}
