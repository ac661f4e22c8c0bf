//! Carrying out what the card of an event asks for.

use super::Desk;
use crate::annotation::{Id, RoleFiller, edits};
use crate::ui::actions::FrameEdit;
use crate::ui::document::sentence;

impl Desk {
    /// Changes one frame.
    pub(super) fn edit_frame(&mut self, event: &Id, edit: FrameEdit) {
        if edit == FrameEdit::Fill {
            self.link(|d| d.begin_role_of(event));
            return;
        }
        self.act(|d, _, clock| {
            let set = &d.set;
            let said;
            let mut out = None;
            let known = set.event(event).and_then(|event| event.date.as_ref());
            let known = known.map(|date| date.range);
            let made = match edit {
                FrameEdit::Flag(flag, on) => {
                    said = format!("{}{}", if on { "" } else { "Not " }, flag.name());
                    edits::set_event_flag(set, event, flag, on)
                }
                FrameEdit::Date(typed) => {
                    let date = d.date_typed(event, &typed)?;
                    said = match date.as_ref().and_then(crate::ui::document::days_in_words) {
                        Some(days) => format!("Date: {days}"),
                        None => {
                            out = d.role_of_dates().map(str::to_owned).zip(known);
                            "Date taken out".to_owned()
                        }
                    };
                    edits::set_event_date(set, event, date)
                }
                FrameEdit::Contexts(typed) => {
                    said = "Contexts set".to_owned();
                    let contexts = typed.split([',', ';']).map(str::to_owned);
                    edits::set_event_contexts(set, event, contexts)
                }
                FrameEdit::RemoveRole(place) => {
                    said = "Taken out of the frame".to_owned();
                    let role = set.event(event).and_then(|event| event.roles.get(place));
                    out = role.and_then(|role| match &role.filler {
                        RoleFiller::Span(id) => Some((role.role.clone(), set.span(id)?.range)),
                        RoleFiller::Event(_) => None,
                    });
                    edits::remove_role(set, event, place)
                }
                FrameEdit::AddFrame => {
                    said = "Another frame added".to_owned();
                    let trigger = set.event(event).map(|event| event.trigger.clone());
                    edits::add_frame(set, &trigger.ok_or("The event is gone")?)
                }
                FrameEdit::DeleteFrame => {
                    said = "Frame deleted".to_owned();
                    edits::remove_frame(set, event)
                }
                FrameEdit::Fill => return Ok(String::new()),
            };
            d.commit(made.map_err(|error| sentence(&error))?, clock)?;
            if let Some((role, words)) = out {
                d.remember_taken_out(event, &role, words);
            }
            Ok(sentence(&said))
        });
    }
}
