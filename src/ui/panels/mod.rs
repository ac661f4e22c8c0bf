//! The panels around the text. Each draws from what it is handed and answers with actions.

mod announcements;
mod article_list;
mod articles;
mod cards;
mod context_menu;
mod facts;
mod filter;
mod header;
mod inspector;
mod languages;
mod lists;
mod menus;
mod status;
mod tour_card;
mod values;
mod welcome;

pub use announcements::{Announcement, live_regions};
pub use article_list::ArticleList;
pub use articles::{articles_pane, count};
pub use cards::{from_in_words, origin_in_words};
pub use context_menu::context_menu;
pub use header::HeaderForm;
pub use inspector::{Inspector, Tab, inspector_pane};
pub use languages::limits_in_words;
pub use menus::{Standing, first_menu, menu_bar};
pub use status::{StatusFacts, status_bar};
pub use tour_card::{first_label, tour_card};
pub use values::{sureness, value_in_words};
pub use welcome::Welcome;
