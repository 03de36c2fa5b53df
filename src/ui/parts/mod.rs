//! What screens are made of. What holds no state is a function, not a component: smaller and faster in the module.

mod button;
mod choice;
mod dialog;
mod field;
mod file;
mod list;
mod paper;
mod show;
mod tabs;
mod when;

pub use button::{Tone, button, chip, icon_button, link, pick, row_link};
pub use choice::{Choice, Chosen, choice, select};
pub use dialog::{Dialog, DialogProps, Shape, dialog};
pub use field::{Field, Keyboard, Typed, TypedProps, field, says, search, suggested};
pub use file::{choose_files, listed};
pub use list::{GroupRows, LongList, LongListProps};
pub use paper::{heads, paper};
pub use show::{Level, Stage, empty, level, level_count, meter, notice};
pub use tabs::{Tabs, TabsProps, tabs};
pub use when::{Clock, when};
