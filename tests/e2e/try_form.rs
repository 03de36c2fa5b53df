//! 试填表单: a workbook with problems is told with their places; a good one is filled in, question by question, with a list that
//! lies beside it, and its answers leave as a file.

use std::path::PathBuf;

use nuandong::workbook::{Workbook, office};
use serde_json::{Value, json};

use crate::browser::{Browser, Engine, PHONE};
use crate::page::Page;
use crate::profile::Profile;
use crate::site::Site;

const BAD: &str = "type,name,label,relevant\ninteger,age,年龄,${agee} > 3\nselect_one nope,which,哪个,\n";

const SURVEY: &str = "type,name,label,hint,relevant,required,constraint,constraint_message,calculation,appearance,parameters,default\n\
    note,welcome,**请看**这份表,,,,,,,,,\n\
    text,head,户主姓名,户口本上的名字,,yes,,,,,,\n\
    integer,size,家里几口人,,,yes,. < 20,不能超过 19 口,,,,\n\
    select_one stove or_other,heating,主要取暖方式,,,,,,,,,\n\
    text,alarm,报警器装在哪里,,${heating} = 'coal',,,,,,,\n\
    select_multiple stove,also,还用什么,,,,,,,,,\n\
    select_one_from_file towns.csv,town,哪个乡镇,,,,,,,minimal,,\n\
    select_one yn,warm,屋里暖和吗,,,,,,,likert,,\n\
    range,feel,打几分,,,,,,,rating,start=1 end=5 step=1,\n\
    rank stove,order,按费用排序,,,,,,,,,\n\
    date,born,出生日期,,,,. <= today(),不能晚于今天,,,,\n\
    geopoint,place,房屋位置,,,,,,,,,\n\
    acknowledge,told,已当面讲解,,,,,,,,,\n\
    begin repeat,member,成员,,,,,,,,,\n\
    calculate,nr,,,,,,,position(..),,,\n\
    text,name,${nr} 号成员姓名,,,yes,,,,,,\n\
    end repeat,,,,,,,,,,,\n\
    calculate,many,,,,,,,count(${member}),,,\n\
    note,said,共登记 ${many} 人,,,,,,,,,\n";
const CHOICES: &str =
    "list_name,name,label\nstove,coal,煤炉\nstove,air,空气能\nyn,yes,暖和\nyn,soso,一般\nyn,no,不暖和\n";
const TOWNS: &str = "name,label\nt1,示例镇\nt2,另一镇\n";

/// A workbook of these sheets, as a file of the device.
fn workbook(device: &Profile, name: &str, sheets: &[(&str, &str)]) -> PathBuf {
    let file = device.file(name);
    std::fs::write(&file, office::write_xlsx(&Workbook::from_csvs(sheets)).unwrap()).unwrap();
    file
}

/// Every problem stands there with sheet, row and column; nothing can be filled in.
async fn refused(page: &Page<'_>, device: &Profile) {
    page.choose_file(&workbook(device, "坏的.xlsx", &[("survey", BAD), ("choices", CHOICES)])).await;
    page.see("表单有 2 处问题").await;
    page.see("survey 表第 2 行“relevant”列：没有名叫 agee 的题目").await;
    page.see("survey 表第 3 行“type”列").await;
    assert!(!page.shows("填完了").await);
    page.picture("try-bad").await;
}

async fn filled(page: &Page<'_>) {
    page.see("请看这份表").await;
    assert!(!page.shows("报警器装在哪里").await, "asked only of a stove");
    page.fill("户主姓名", "测试甲").await;
    page.fill("家里几口人", "25").await;
    page.tap("煤炉").await;
    page.see("不能超过 19 口").await;
    page.fill("家里几口人", "3").await;
    page.fill("报警器装在哪里", "卧室").await;
    page.until("the limit to be kept", async || !page.shows("不能超过 19 口").await).await;
    page.tap("请选择").await;
    page.see("示例镇").await;
    page.fill("找选项", "另一").await;
    page.tap("另一镇").await;
    page.tap("一般").await;
    page.tap("就按这个顺序").await;
    page.tap("知道了").await;
    page.fill("1 号成员姓名", "测试甲").await;
    page.tap("再加一个：成员").await;
    page.fill("2 号成员姓名", "测试乙").await;
    page.tap("再加一个：成员").await;
    page.see("共登记 3 人").await;
    page.tap("删除成员 1").await;
    page.see("共登记 2 人").await;
}

/// What is missing is told at the end, and where it is.
async fn finished(page: &Page<'_>) {
    page.tap("填完了").await;
    page.see("还有 1 处没填或不对").await;
    page.see("2 号成员姓名").await;
    page.picture("try-open").await;
    page.fill("2 号成员姓名", "测试丙").await;
    page.tap("填完了").await;
    page.see("填完的内容").await;
    page.see("另一镇").await;
    page.picture("try-done").await;
}

#[tokio::test]
async fn a_form_is_opened_filled_in_and_its_answers_are_saved() {
    let site = Site::serve();
    let device = Profile::fresh("try");
    let browser = Browser::start(Engine::Chromium, &device, PHONE).await;
    let page = browser.page();
    page.open(&format!("{}/#/try", site.origin)).await;
    page.see("选表单").await;
    refused(&page, &device).await;

    let form = workbook(&device, "入户表.xlsx", &[("survey", SURVEY), ("choices", CHOICES)]);
    let towns = device.file("towns.csv");
    std::fs::write(&towns, TOWNS).unwrap();
    page.choose_files(&[form, towns]).await;
    filled(&page).await;
    finished(&page).await;

    page.tap("存成 JSON").await;
    let saved = device.downloaded(".json").await;
    let answers: Value = serde_json::from_slice(&std::fs::read(saved).unwrap()).unwrap();
    let answer = |path: &str| answers["answers"][path].clone();
    assert_eq!(answers["form"], "入户表");
    for (path, value) in [
        ("/data/head", "测试甲"),
        ("/data/size", "3"),
        ("/data/heating", "coal"),
        ("/data/alarm", "卧室"),
        ("/data/town", "t2"),
        ("/data/warm", "soso"),
        ("/data/order", "coal air other"),
        ("/data/told", "OK"),
        ("/data/member[1]/name", "测试乙"),
        ("/data/member[2]/name", "测试丙"),
        ("/data/many", "2"),
    ] {
        assert_eq!(answer(path), json!(value), "{path} of {answers}");
    }
    assert_eq!(answer("/data/also"), Value::Null, "nothing was chosen there");
    page.nothing_wrong().await;
    browser.quit().await;
}
