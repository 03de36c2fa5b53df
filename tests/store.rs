//! The store's contract, in memory.

#![cfg(not(target_arch = "wasm32"))]

mod contract;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use nuandong::store::Store;

#[test]
fn the_store_in_memory_keeps_the_contract() {
    let holds = contract::holds(async || {
        let one = Store::memory();
        contract::Tabs { two: one.clone(), one }
    });
    assert_eq!(pin!(holds).poll(&mut Context::from_waker(Waker::noop())), Poll::Ready(()));
}
