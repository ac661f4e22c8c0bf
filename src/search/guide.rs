//! The language explained, from the table of its fields.

use std::fmt::Write as _;

use super::fields::{About, FIELDS};

/// What stands before the table.
const OPENING: &str = "\
# The query language

| write | to find |
|---|---|
| `coup` | the word, whatever its case |
| `\"coup d'état\"` | words in a row |
| `Niger*` | words that begin so; `*ria` those that end so |
| `troops Niamey` | both, anywhere in the text |
| `coup or putsch` | either |
| `-coup`, `not coup` | articles without it |
| `(coup or putsch) Niamey` | with parentheses where `or` is not to reach further |
| `figure>1000 counted:troops` | spans that meet all conditions on one label |
| `actor:Niger figure>1000` | articles with both, since no span has two labels |
| `figure>1000 -counted:troops` | figures that count something else |
| `-actor:*` | articles without any actor |

The hits are spans where a query has conditions on spans, else the places of its words, else whole articles. Words are whole words; straight and curly quotes, hyphens and kinds of white space stand for one another. What begins like a field and is none goes in quotes: `\"https://\"`.

";

/// The guide, in Markdown.
#[must_use]
pub fn guide() -> String {
    let mut text = OPENING.to_owned();
    for (title, article) in [("On spans", false), ("On articles", true)] {
        let _ = write!(
            text,
            "## {title}\n\n| write | to find | takes |\n|---|---|---|\n"
        );
        let here = FIELDS
            .iter()
            .filter(|def| (def.about == About::Article) == article);
        for def in here {
            let takes = def.takes.said();
            let _ = writeln!(text, "| `{}` | {} | {takes} |", def.example, def.help);
        }
        text.push('\n');
    }
    text.push_str(
        "`flagged`, `noted` and `negated` may stand without `is:`. A label of the corpus' own schema is a field as `actor:` is.\n",
    );
    text
}
