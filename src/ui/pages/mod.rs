//! One file a screen.

mod about;
mod edit;
mod household;
mod households;
mod more;
mod settings;
mod start;

pub use about::About;
pub use edit::Edit;
pub use household::Household;
pub use households::Households;
pub use more::More;
pub use settings::Settings;
pub use start::Start;
