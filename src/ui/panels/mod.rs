//! The panels around the text. Each draws from what it is handed and answers with actions.

mod alike;
mod announcements;
mod article_list;
mod articles;
mod attributes;
mod cards;
mod context_menu;
mod facts;
mod filter;
mod guide;
mod header;
mod inspector;
mod languages;
mod lists;
mod markdown;
mod menus;
mod statistics;
mod status;
mod values;

pub use alike::{AlikeNote, alike_note};
pub use announcements::{Announcement, live_regions};
pub use article_list::ArticleList;
pub use articles::{articles_pane, count};
pub use attributes::Questions;
pub use cards::{from_in_words, origin_in_words};
pub use context_menu::context_menu;
pub use guide::{Guide, GuideView};
pub use header::HeaderForm;
pub use inspector::{Inspector, Tab, inspector_pane};
pub use languages::limits_in_words;
pub use menus::{Standing, first_menu, menu_bar};
pub use statistics::{Figures, StatisticsPage, statistics_pane};
pub use status::{StatusFacts, status_bar};
pub use values::{sureness, value_in_words};
