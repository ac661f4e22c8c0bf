//! The panels around the text. Each draws from what it is handed and answers with actions.

mod announcements;
mod article_list;
mod articles;
mod cards;
mod context_menu;
mod corpus_hits;
mod facts;
mod filter;
mod header;
mod inspector;
mod languages;
mod lists;
mod menus;
mod search;
mod status;
mod values;

pub use announcements::{Announcement, live_regions};
pub use article_list::ArticleList;
pub use articles::{articles_pane, count, elided};
pub use cards::{EVENT_KINDS, from_in_words, origin_in_words};
pub use context_menu::context_menu;
pub use corpus_hits::{CorpusHits, Row};
pub use header::HeaderForm;
pub use inspector::{Inspector, Tab, inspector_pane};
pub use languages::limits_in_words;
pub use menus::{Standing, first_menu, menu_bar};
pub use search::{SearchPanel, draw_hit, hit_in_words, left_tabs, search_pane};
pub use status::{StatusFacts, status_bar};
pub use values::{sureness, value_in_words};
