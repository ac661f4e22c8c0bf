//! The panels around the text. Each draws from what it is handed and answers with actions.

mod actor_editor;
mod actor_list;
mod alike;
mod announcements;
mod article_list;
mod articles;
mod attributes;
mod cards;
<<<<<<< HEAD
mod completing;
=======
mod code_field;
>>>>>>> main
mod context_menu;
mod corpus_hits;
mod facts;
mod filter;
mod frame_card;
mod frame_facts;
mod guide;
mod header;
mod inspector;
mod languages;
mod lists;
mod markdown;
mod meaning;
mod menus;
<<<<<<< HEAD
mod proposals;
=======
mod places;
>>>>>>> main
mod search;
mod statistics;
mod status;
mod tour_card;
mod values;
mod welcome;

pub use alike::{AlikeNote, alike_note};
pub use announcements::{Announcement, live_regions};
pub use article_list::ArticleList;
pub use articles::{articles_pane, count, elided};
pub use attributes::Questions;
pub use cards::{from_in_words, origin_in_words};
pub use context_menu::context_menu;
pub use corpus_hits::{CorpusHits, Row};
pub use guide::{Guide, GuideView};
pub use header::HeaderForm;
pub use inspector::{Inspector, Tab, inspector_pane};
pub use languages::limits_in_words;
pub use meaning::ask_for_meaning;
pub use menus::{Standing, first_menu, menu_bar};
pub use search::{SearchPanel, draw_hit, hit_in_words, left_tabs, search_pane};
pub use statistics::{Figures, StatisticsPage, statistics_pane};
pub use status::{StatusFacts, status_bar};
pub use tour_card::{first_label, tour_card};
pub use values::{sureness, value_in_words};
pub use welcome::Welcome;
