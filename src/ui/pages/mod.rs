//! One file a screen.

mod about;
mod more;
mod settings;
mod start;

pub use about::About;
pub use more::More;
pub use settings::Settings;
pub use start::Start;
