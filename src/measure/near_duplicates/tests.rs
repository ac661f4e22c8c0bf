//! On invented articles.

use super::*;

const AGENCY: &str = "Envoys fail to agree on border post\n\n\
    LOMA, April 24 – Envoys of the two border provinces left Loma on Wednesday without agreeing on \
    who is to hold the customs post at Teret, where 14 people were killed last week, officials said.\n\n\
    “We have talked for two days and shall talk again,” said Ana Dorrick, who led the delegation of \
    the eastern province. She said that 650 soldiers would stay in the barracks north of the river \
    until both councils had approved a plan for joint patrols.\n\n\
    The western province wants its police to return to the post before any patrol begins. Its \
    governor, Samuel Ihring, told reporters that merchants had lost 40 million crowns since the road \
    was closed in March, and that some villages had been without flour for nine days.\n\n\
    Observers of the regional union counted 27 lorries at the post on Tuesday. None was let through.";

const OTHER_TITLE: &str = "No deal at Loma talks";
const ADDED: &str = "The post at Teret has changed hands three times since the two provinces fell out \
    over the customs law of 2019, which gave half of all duties to the province where goods enter the \
    country. A court is to hear the case in June, and lawyers of both sides expect it to take years.";

/// The same day, the same talks, another hand.
const SAME_TOPIC: &str = "Talks over Teret end without result\n\n\
    Two days of negotiations between the eastern and the western province ended on Wednesday in Loma \
    with no agreement about the customs post at Teret, delegates said. Fourteen people died there in \
    fighting a week ago.\n\n\
    Ana Dorrick, the chief negotiator of the east, promised that troops would not leave their \
    barracks before the councils decide on patrols by both sides. Governor Samuel Ihring insisted that \
    western police go back first, and put the losses of traders at 40 million crowns.\n\n\
    Lorries were still queuing at the closed road on Tuesday, the regional union said.";

fn without_title(text: &str) -> &str {
    text.split_once("\n\n").map_or(text, |(_, body)| body)
}

fn check(a: &str, b: &str, expected: bool) -> Likeness {
    let found = near_duplicates(&[a, b]);
    assert_eq!(found.len(), usize::from(expected), "{a}\n===\n{b}");
    let likeness = Shingles::of(b).likeness(&Shingles::of(a));
    assert_eq!(is_near_duplicate(likeness), expected);
    likeness
}

#[test]
fn agency_copy_is_found_with_another_title_and_an_added_paragraph() {
    let body = without_title(AGENCY);
    let same = check(AGENCY, AGENCY, true);
    assert_eq!((same.common, same.first), (same.second, same.second));

    let titled = format!("{OTHER_TITLE}\n\n{body}");
    let likeness = check(AGENCY, &titled, true);
    assert!(likeness.resemblance() > 0.9, "{likeness:?}");

    let longer = format!("{OTHER_TITLE}\n\n{body}\n\n{ADDED}");
    let likeness = check(AGENCY, &longer, true);
    assert!(likeness.resemblance() > 0.6, "{likeness:?}");
    assert!(likeness.containment() > 0.95, "{likeness:?}");

    let shorter = body.rsplit_once("\n\n").map_or(body, |(rest, _)| rest);
    check(AGENCY, shorter, true);

    let set_anew = AGENCY
        .to_uppercase()
        .replace(['“', '”', '–'], "\"")
        .replace("\n\n", "\r\n\t");
    let likeness = check(AGENCY, &set_anew, true);
    assert_eq!(likeness.common, likeness.first);
}

#[test]
fn two_articles_on_one_topic_are_not_the_same() {
    let likeness = check(AGENCY, SAME_TOPIC, false);
    assert!(likeness.resemblance() < 0.1, "{likeness:?}");
    check(AGENCY, ADDED, false);
    check("", "", false);
    check(
        "Talks resumed on Monday.",
        "Talks resumed on Monday.",
        false,
    );
}

#[test]
fn a_paragraph_alone_is_no_duplicate_of_the_whole() {
    let third = AGENCY.split("\n\n").nth(3).unwrap();
    let likeness = check(AGENCY, third, false);
    assert!(likeness.containment() > 0.99, "{likeness:?}");
}

/// Words of no meaning, the same for the same seed.
fn words(seed: u64, count: usize) -> Vec<String> {
    let mut state = seed;
    let mut next = || {
        state = shingles::mixed(state.wrapping_add(0x9E37_79B9_7F4A_7C15));
        state
    };
    (0..count).map(|_| format!("w{}", next() % 5000)).collect()
}

#[test]
fn what_is_found_follows_the_share_of_changed_words() {
    // How many of 100 articles of 300 words are found when every `nth` word was changed.
    let check = |nth: usize, expected: std::ops::RangeInclusive<usize>| {
        let mut texts = Vec::new();
        for seed in 0..100 {
            let original = words(seed, 300);
            let mut changed = original.clone();
            for (n, word) in changed.iter_mut().enumerate() {
                if n % nth == nth - 1 {
                    word.push('x');
                }
            }
            texts.push(original.join(" "));
            texts.push(changed.join(" "));
        }
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let found = near_duplicates(&texts);
        assert!(
            found
                .iter()
                .all(|pair| pair.first == pair.second + 1 && pair.first % 2 == 1)
        );
        assert!(
            expected.contains(&found.len()),
            "every {nth}th: {}",
            found.len()
        );
    };
    // A changed word takes four runs with it: of 100 runs 4·(100/nth) differ on either side.
    check(100, 100..=100);
    check(30, 100..=100);
    check(15, 98..=100);
    // Resemblance 0.43: too little.
    check(10, 0..=0);
    check(4, 0..=0);
}

#[test]
fn pairs_do_not_depend_on_chance_and_families_are_joined() {
    let family: Vec<String> = (0..40)
        .map(|n| {
            format!(
                "{} {}",
                words(1, 200).join(" "),
                words(100 + n, 20).join(" ")
            )
        })
        .collect();
    let others: Vec<String> = (0..200).map(|n| words(1000 + n, 200).join(" ")).collect();
    let texts: Vec<&str> = others.iter().chain(&family).map(String::as_str).collect();
    let found = near_duplicates(&texts);
    assert_eq!(found, near_duplicates(&texts));
    assert!(found.iter().all(|pair| pair.second >= 200));
    for number in 201..240 {
        assert!(found.iter().any(|pair| pair.first == number), "{number}");
    }
    assert!(found.len() < 40 * 40 / 2);
}
