//! What every store owes, in memory and in a browser's database alike. Each test is given stores that are empty and whose
//! clones, or second openings, are the same store.
#![expect(clippy::unwrap_used, reason = "a step that fails is a contract broken, and the line says which")]

use nuandong::attachment;
use nuandong::journal::DeviceId;
use nuandong::store::{Head, Note, Store, StoreError};

/// Two openings of one store, as two tabs have them.
pub struct Tabs {
    pub one: Store,
    pub two: Store,
}

/// Runs the whole contract; `fresh` gives a new empty store each time.
pub async fn holds(fresh: impl AsyncFn() -> Tabs) {
    an_empty_store_is_at_head_zero(fresh().await).await;
    what_was_appended_is_read_in_order(fresh().await).await;
    of_two_tabs_at_one_head_only_one_appends(fresh().await).await;
    a_note_holds_with_the_batch_it_came_with_or_not_at_all(fresh().await).await;
    nothing_is_appended_under_another_identity(fresh().await).await;
    one_identity_is_kept_until_it_is_replaced(fresh().await).await;
    compacting_keeps_the_bytes_the_head_and_the_neighbours(fresh().await).await;
    what_is_set_aside_is_out_of_the_way_and_its_number_stays_taken(fresh().await).await;
    a_repair_appends_the_salvaged_under_the_new_identity(fresh().await).await;
    a_note_is_replaced_as_a_whole(fresh().await).await;
    a_start_reads_all_of_one_moment(fresh().await).await;
    a_list_is_kept_of_the_store_as_it_stands_only(fresh().await).await;
    a_file_is_kept_by_its_name(fresh().await).await;
    clearing_forgets_everything(fresh().await).await;
}

async fn device(store: &Store) -> DeviceId {
    store.device(&"phone".into()).await.unwrap()
}

async fn texts(store: &Store, after: u32) -> Vec<(u32, String)> {
    let reading = store.read_after(Head(after)).await.unwrap();
    reading.batches.into_iter().map(|batch| (batch.head.0, String::from_utf8(batch.bytes).unwrap())).collect()
}

async fn an_empty_store_is_at_head_zero(Tabs { one, .. }: Tabs) {
    let reading = one.read_after(Head(0)).await.unwrap();
    assert_eq!((reading.head, reading.batches.len()), (Head(0), 0));
    assert_eq!(one.notes([Note::Settings]).await, Ok([None]));
    assert_eq!(one.aside().await, Ok(0));
}

async fn what_was_appended_is_read_in_order(Tabs { one, two }: Tabs) {
    let device = device(&one).await;
    for (head, text) in (0..).zip(["甲", "乙", "丙"]) {
        assert_eq!(one.append(Head(head), &device, text.as_bytes()).await, Ok(Head(head + 1)));
    }
    assert_eq!(texts(&two, 0).await, [(1, "甲".into()), (2, "乙".into()), (3, "丙".into())]);
    assert_eq!(texts(&two, 2).await, [(3, "丙".into())]);
    assert_eq!(two.read_after(Head(3)).await.unwrap().head, Head(3));
}

async fn a_note_holds_with_the_batch_it_came_with_or_not_at_all(Tabs { one, two }: Tabs) {
    let device = device(&one).await;
    assert_eq!(one.append_with(Head(0), &device, b"a", (Note::Received, b"first")).await, Ok(Head(1)));
    let late = two.append_with(Head(0), &device, b"b", (Note::Received, b"second")).await;
    assert_eq!(late, Err(StoreError::Stale));
    assert_eq!(two.notes([Note::Received]).await, Ok([Some(b"first".to_vec())]));
    assert_eq!(texts(&two, 0).await, [(1, "a".into())]);
}

async fn of_two_tabs_at_one_head_only_one_appends(Tabs { one, two }: Tabs) {
    let device = device(&one).await;
    one.append(Head(0), &device, b"a").await.unwrap();
    assert_eq!(two.append(Head(0), &device, b"b").await, Err(StoreError::Stale));
    assert_eq!(two.append(Head(9), &device, b"b").await, Err(StoreError::Stale));
    assert_eq!(texts(&two, 0).await, [(1, "a".into())]);
    assert_eq!(two.append(Head(1), &device, b"b").await, Ok(Head(2)));
}

async fn nothing_is_appended_under_another_identity(Tabs { one, two }: Tabs) {
    let device = device(&one).await;
    one.replace_device(&device, &"tablet".into()).await.unwrap();
    assert_eq!(two.append(Head(0), &device, b"a").await, Err(StoreError::Replaced));
    assert_eq!(texts(&one, 0).await, []);
}

async fn one_identity_is_kept_until_it_is_replaced(Tabs { one, two }: Tabs) {
    assert_eq!(one.device(&"phone".into()).await, Ok("phone".into()));
    assert_eq!(two.device(&"other".into()).await, Ok("phone".into()));
    assert_eq!(two.replace_device(&"other".into(), &"new".into()).await, Err(StoreError::Replaced));
    assert_eq!(two.replace_device(&"phone".into(), &"new".into()).await, Ok(()));
    assert_eq!(one.device(&"other".into()).await, Ok("new".into()));
}

async fn compacting_keeps_the_bytes_the_head_and_the_neighbours(Tabs { one, two }: Tabs) {
    let device = device(&one).await;
    for (head, text) in (0..).zip(["big", "a", "b", "c"]) {
        one.append(Head(head), &device, text.as_bytes()).await.unwrap();
    }
    two.compact(Head(1), Head(3), b"ab").await.unwrap();
    assert_eq!(texts(&one, 0).await, [(1, "big".into()), (3, "ab".into()), (4, "c".into())]);
    assert_eq!(
        texts(&one, 2).await,
        [(3, "ab".into()), (4, "c".into())],
        "a tab in the middle of the run reads all of it"
    );
    assert_eq!(two.compact(Head(0), Head(2), b"x").await, Err(StoreError::Stale));
    assert_eq!(one.append(Head(4), &device, b"d").await, Ok(Head(5)));
}

async fn what_is_set_aside_is_out_of_the_way_and_its_number_stays_taken(Tabs { one, two }: Tabs) {
    let device = device(&one).await;
    one.append(Head(0), &device, b"good").await.unwrap();
    one.append(Head(1), &device, b"rotten").await.unwrap();
    one.set_aside(&[Head(2)]).await.unwrap();
    assert_eq!(texts(&two, 0).await, [(1, "good".into()), (2, String::new())]);
    assert_eq!(two.aside().await, Ok(1));
    assert_eq!(two.append(Head(2), &device, b"more").await, Ok(Head(3)));
}

async fn a_repair_appends_the_salvaged_under_the_new_identity(Tabs { one, two }: Tabs) {
    let device = device(&one).await;
    one.append(Head(0), &device, b"half").await.unwrap();
    assert_eq!(one.repair(&device, &"new".into(), Head(1), b"ha", &[Head(1)]).await, Ok(Head(2)));
    assert_eq!(texts(&two, 0).await, [(1, String::new()), (2, "ha".into())]);
    assert_eq!(two.device(&device).await, Ok("new".into()));
}

async fn a_note_is_replaced_as_a_whole(Tabs { one, two }: Tabs) {
    one.put_note(Note::Settings, b"one").await.unwrap();
    one.put_note(Note::Settings, b"2").await.unwrap();
    assert_eq!(two.notes([Note::Settings]).await, Ok([Some(b"2".to_vec())]));
}

async fn a_start_reads_all_of_one_moment(Tabs { one, two }: Tabs) {
    let empty = one.start(&"phone".into()).await.unwrap();
    assert_eq!((empty.device, empty.head, empty.settings), ("phone".into(), Head(0), None));
    one.append(Head(0), &"phone".into(), b"a").await.unwrap();
    one.put_note(Note::Received, b"r").await.unwrap();
    one.put_note(Note::Campaigns, b"c").await.unwrap();
    one.put_note(Note::Settings, b"s").await.unwrap();
    let start = two.start(&"other".into()).await.unwrap();
    assert_eq!((start.device, start.head), ("phone".into(), Head(1)));
    let notes = [start.settings, start.received, start.campaigns, start.glance];
    assert_eq!(notes, [Some(b"s".to_vec()), Some(b"r".to_vec()), Some(b"c".to_vec()), None]);
}

async fn a_list_is_kept_of_the_store_as_it_stands_only(Tabs { one, two }: Tabs) {
    let device = device(&one).await;
    one.append(Head(0), &device, b"a").await.unwrap();
    two.keep_glance(Head(1), &device, b"list").await.unwrap();
    one.append(Head(1), &device, b"b").await.unwrap();
    assert_eq!(two.keep_glance(Head(1), &device, b"old").await, Err(StoreError::Stale));
    assert_eq!(one.notes([Note::Glance]).await, Ok([Some(b"list".to_vec())]));
    one.clear().await.unwrap();
    assert_eq!(two.keep_glance(Head(2), &device, b"gone").await, Err(StoreError::Replaced));
    assert_eq!(one.notes([Note::Glance]).await, Ok([None]));
}

async fn a_file_is_kept_by_its_name(Tabs { one, two }: Tabs) {
    let (photo, sound) = (attachment::name(b"light", "jpg"), attachment::name(b"wave", "m4a"));
    one.put_file(&sound, b"wave").await.unwrap();
    one.put_file(&photo, b"light").await.unwrap();
    one.put_file(&photo, b"light").await.unwrap();
    assert_eq!(two.file(&photo).await, Ok(Some(b"light".to_vec())));
    let mut both = vec![photo.clone(), sound.clone()];
    both.sort();
    assert_eq!(two.file_names().await.as_ref(), Ok(&both));
    two.drop_files(std::slice::from_ref(&sound)).await.unwrap();
    assert_eq!((one.file(&sound).await, one.file_names().await), (Ok(None), Ok(vec![photo])));
}

async fn clearing_forgets_everything(Tabs { one, two }: Tabs) {
    let device = device(&one).await;
    one.append(Head(0), &device, b"a").await.unwrap();
    one.set_aside(&[Head(1)]).await.unwrap();
    one.put_note(Note::Settings, b"s").await.unwrap();
    one.put_file("f", b"f").await.unwrap();
    one.clear().await.unwrap();
    assert_eq!(one.file_names().await, Ok(vec![]));
    assert_eq!(texts(&two, 0).await, []);
    assert_eq!((two.notes([Note::Settings]).await, two.aside().await), (Ok([None]), Ok(0)));
    assert_eq!(two.append(Head(1), &device, b"b").await, Err(StoreError::Replaced));
    assert_eq!(two.device(&"after".into()).await, Ok("after".into()));
}
