//! A title for an article that names none.

/// The longest title that is taken from the text, in characters: what fits a list.
const LONGEST: usize = 120;

/// The first line of `story` that says anything, without Markdown's heading signs, cut between
/// words. Empty where there is none.
#[must_use]
pub fn first_line(story: &str) -> String {
    let line = story
        .lines()
        .map(|line| line.trim().trim_start_matches('#').trim())
        .find(|line| line.chars().any(char::is_alphanumeric))
        .unwrap_or_default();
    let Some((cut, _)) = line.char_indices().nth(LONGEST) else {
        return line.to_owned();
    };
    let whole = line[..cut].rfind(char::is_whitespace).unwrap_or(cut);
    format!("{}…", line[..whole].trim_end_matches([' ', ',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_says_anything_is_the_title() {
        assert_eq!(first_line("\n\n# Talks resume  \nBody"), "Talks resume");
        assert_eq!(first_line("***\n---\nReal"), "Real");
        assert_eq!(first_line(" \n"), "");
        let long = first_line(&"word, ".repeat(60));
        assert!(long.ends_with("word…") && long.chars().count() <= LONGEST + 1);
        assert_eq!(first_line(&"ü".repeat(300)).chars().count(), LONGEST + 1);
    }
}
