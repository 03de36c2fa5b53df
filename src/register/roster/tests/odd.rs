//! One oddity at a time.

use super::*;

// People of nowhere: the address part 990000 is no place.
const A: &str = "990000197001010018";
const B: &str = "990000197202020028";
const C: &str = "990000199903030017";
const D: &str = "990000194505050044";

#[test]
fn one_row_a_household_with_a_title_a_unit_line_and_a_footer() {
    let reading = read_csv(&format!(
        "测试村困难群众花名册,,,,\n填报单位：测试村,,,填报日期：,2026年12月1日\n序号,户主姓名,身份证号,组,家庭人口（人）\n\
         1,测试甲,{A},一组,3\n2,测试乙,{B},一组,2\n合计,,,,5\n审核人：,,填表人：,,\n"
    ));
    assert_eq!(told(&reading), [format!("测试甲@一组: 测试甲/户主/{A}"), format!("测试乙@一组: 测试乙/户主/{B}")]);
    assert_eq!(said(&reading), ["6: 合计行，已跳过", "7: 表尾或说明，已跳过"]);
    assert_eq!(column(&reading, "户主姓名"), "head");
    assert_eq!(column(&reading, "家庭人口（人）"), "size");
    assert_eq!(reading.households[0].size, Some(3));
}

#[test]
fn a_plain_list_of_names_is_one_of_heads() {
    let reading = read_csv(&format!("姓名,身份证号码,手机\n测试甲,{A},13900000001\n"));
    assert_eq!(told(&reading), [format!("测试甲@: 测试甲/户主/{A}")]);
    assert_eq!(column(&reading, "姓名"), "head");
    assert_eq!(reading.households[0].phone, "13900000001");
    assert_eq!(reading.households[0].members[0].phone, "");
    assert!(said(&reading).is_empty());
}

#[test]
fn one_row_a_person_begins_a_household_with_its_head() {
    let reading = read_csv(&format!(
        "序号,姓名,与户主关系,公民身份号码,村民小组\n1,测试甲,户主,{A},3组\n2,测试乙,妻,{B},3组\n3,测试丙,户主,{C},4组\n"
    ));
    assert_eq!(
        told(&reading),
        [format!("测试甲@3组: 测试甲/户主/{A}, 测试乙/妻/{B}"), format!("测试丙@4组: 测试丙/户主/{C}")]
    );
    assert_eq!(column(&reading, "姓名"), "name");
    assert!(said(&reading).is_empty());
}

#[test]
fn the_export_of_the_national_system_is_grouped_by_its_household_number() {
    let head = "县,乡,村,户联系电话,户类型,监测对象类别,是否危房户,户编号,人口编号,姓名,证件号码,与户主关系,户主姓名,户主证件号码";
    let row = |no: &str, name: &str, id: &str, relation: &str, head: &str, head_id: &str| {
        format!(
            "测试县,测试镇,测试村,13900000001,监测户,突发严重困难户,否,{no},9,{name},{id},{relation},{head},{head_id}"
        )
    };
    let reading = read_csv(&format!(
        "{head}\n{}\n{}\n{}\n{}\n",
        row("9001", "测试乙", B, "配偶", "测试甲", A),
        row("9002", "测试丁", D, "户主", "测试丁", D),
        row("9001", "测试甲", A, "户主", "测试甲", A),
        row("9001", "测试丙", C, "之子", "测试甲", A),
    ));
    assert_eq!(
        told(&reading),
        [format!("测试甲@: 测试乙/配偶/{B}, 测试甲/户主/{A}, 测试丙/之子/{C}"), format!("测试丁@: 测试丁/户主/{D}")]
    );
    assert_eq!(
        reading.households[0].categories,
        [crate::register::Category::SuddenHardship, crate::register::Category::Monitored]
    );
    assert_eq!(reading.households[0].village, "测试村");
    assert!(said(&reading).is_empty(), "{:?}", said(&reading));
}

#[test]
fn merged_household_cells_hold_the_persons_together() {
    let csv = format!(
        "序号,户主姓名,家庭人口,家庭成员姓名,身份证号\n1,测试甲,2,测试甲,{A}\n,,,测试乙,{B}\n2,测试丙,1,测试丙,{C}\n"
    );
    let reading = read_merged(&csv, &[[1, 0, 2, 0], [1, 1, 2, 1], [1, 2, 2, 2]]);
    let households = [format!("测试甲@: 测试甲/户主/{A}, 测试乙//{B}"), format!("测试丙@: 测试丙/户主/{C}")];
    assert_eq!(told(&reading), households);
    assert!(said(&reading).is_empty(), "{:?}", said(&reading));
    // The same without the merged ranges, as csv gives it.
    assert_eq!(told(&read_csv(&csv)), households);
}

#[test]
fn merged_numbers_hold_persons_together_where_nothing_else_does() {
    let csv = format!("序号,姓名,身份证号,家庭人口\n1,测试甲,{A},2\n,测试乙,{B},\n2,测试丙,{C},1\n");
    let households = [format!("测试甲@: 测试甲/户主/{A}, 测试乙//{B}"), format!("测试丙@: 测试丙/户主/{C}")];
    let merged = read_merged(&csv, &[[1, 0, 2, 0], [1, 3, 2, 3]]);
    for reading in [merged, read_csv(&csv)] {
        assert_eq!(told(&reading), households);
        assert!(said(&reading).is_empty(), "{:?}", said(&reading));
    }
}

#[test]
fn a_heading_of_two_rows_parts_the_head_from_the_members() {
    let csv = format!(
        "花名册,,,,,,\n序号,组,户主信息,,家庭成员信息,,\n,,姓名,身份证号,姓名,身份证号,与户主关系\n\
         1,二组,测试甲,{A},测试乙,{B},配偶\n,,,,测试丙,{C},儿子\n2,二组,测试丁,{D},,,\n"
    );
    let reading = read_csv(&csv);
    assert_eq!(
        told(&reading),
        [
            format!("测试甲@二组: 测试甲/户主/{A}, 测试乙/配偶/{B}, 测试丙/儿子/{C}"),
            format!("测试丁@二组: 测试丁/户主/{D}")
        ]
    );
    assert!(said(&reading).is_empty(), "{:?}", said(&reading));
    assert_eq!(column(&reading, "户主信息/姓名"), "head");
    assert_eq!(column(&reading, "与户主关系"), "relation");
}

#[test]
fn the_heading_repeated_on_each_page_is_left_out_with_title_and_page_number() {
    let page = |rows: &str| format!("测试村花名册,,\n序号,户主姓名,身份证号\n{rows}第1页,,\n");
    let reading = read_csv(&(page(&format!("1,测试甲,{A}\n")) + &page(&format!("2,测试乙,{B}\n"))));
    assert_eq!(told(&reading).len(), 2);
    assert_eq!(
        said(&reading),
        ["4: 表尾或说明，已跳过", "5: 标题行，已跳过", "6: 重复的表头，已跳过", "8: 表尾或说明，已跳过"]
    );
}

#[test]
fn group_names_between_the_rows_are_the_households_groups() {
    let reading =
        read_csv(&format!("姓名,身份证号\n一组,\n测试甲,{A}\n一组小计,1\n第二村民小组（共1户）,\n测试乙,{B}\n"));
    assert_eq!(
        told(&reading),
        [format!("测试甲@一组: 测试甲/户主/{A}"), format!("测试乙@第二村民小组: 测试乙/户主/{B}")]
    );
    assert_eq!(said(&reading).len(), 3);
}

#[test]
fn a_title_that_names_a_group_is_the_group_of_the_rows_below() {
    let reading = read_csv(&format!(
        "测试村一组低保户花名册,\n姓名,身份证号\n测试甲,{A}\n第二村民小组农户信息,\n姓名,身份证号\n测试乙,{B}\n"
    ));
    assert_eq!(
        told(&reading),
        [format!("测试甲@一组: 测试甲/户主/{A}"), format!("测试乙@第二村民小组: 测试乙/户主/{B}")]
    );
}

#[test]
fn id_numbers_are_read_however_they_were_spoilt_or_told() {
    let wide: String = A.chars().filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0)).collect();
    let reading = read_csv(&format!(
        "户主姓名,身份证号\n测试甲,{wide}\n测试乙,'{B}\n测试丙,{} {}\n测试丁,1.10101E+17\n测试戊,990000194505050000\n测试己,99000019450505\n测试庚,\n测试辛,990000194505050045\n",
        &C[..6],
        &C[6..]
    ));
    let ids: Vec<_> = reading.households.iter().map(|household| household.members[0].id.is_some()).collect();
    assert_eq!(ids, [true, true, true, false, false, false, false, false]);
    assert_eq!(
        said(&reading),
        [
            "5: 身份证号被存成数字，末几位已丢失，请按原证重填",
            "6: 身份证号被存成数字，末几位已丢失，请按原证重填",
            "7: 身份证号应为18位，这里是14位",
            "8: 没有身份证号",
            "9: 身份证号校验不通过，至少错一位"
        ]
    );
    assert_eq!(reading.households[5].members[0].id_typed, "99000019450505");
}

#[test]
fn several_members_side_by_side_are_all_members() {
    let reading = read_csv(&format!(
        "户主姓名,身份证号,配偶姓名,配偶身份证号,成员1姓名,成员1身份证号,成员1与户主关系\n测试甲,{A},测试乙,{B},测试丙,{C},长子\n测试丁,{D},,,,,\n"
    ));
    assert_eq!(
        told(&reading),
        [format!("测试甲@: 测试甲/户主/{A}, 测试乙/配偶/{B}, 测试丙/长子/{C}"), format!("测试丁@: 测试丁/户主/{D}")]
    );
    assert!(said(&reading).is_empty(), "{:?}", said(&reading));
}

#[test]
fn members_in_one_cell_are_parted() {
    let reading = read_csv(&format!("户主,身份证号,家庭成员\n测试甲,{A},测试乙（妻）、测试丙（儿子）\n"));
    assert_eq!(told(&reading), [format!("测试甲@: 测试甲/户主/{A}, 测试乙/妻/, 测试丙/儿子/")]);
}

#[test]
fn ticked_categories_and_words_are_gathered() {
    use crate::register::Category::{Disability, ElderAlone, MinimumLiving};
    let reading = read_csv(&format!(
        "户主姓名,身份证号,对象类别,是否低保,残疾,备注\n测试甲,{A},独居老人、种粮大户,√,肢体三级,腿脚不便\n测试乙,{B},,否,,\n"
    ));
    assert_eq!(reading.households[0].categories, [MinimumLiving, Disability, ElderAlone]);
    assert_eq!(reading.households[0].note, "种粮大户；肢体三级；腿脚不便");
    assert_eq!(said(&reading), ["2: 不认识的类别“种粮大户”，已记入备注"]);
    assert!(reading.households[1].categories.is_empty());
}

#[test]
fn the_same_person_twice_is_taken_over_once_and_a_shared_number_is_told() {
    let reading = read_csv(&format!(
        "户主姓名,身份证号,组,类别\n测试甲,{A},,低保\n测试乙,{B},,\n测试甲,{A},一组,残疾\n测试丙,{B},,\n"
    ));
    assert_eq!(told(&reading).len(), 3);
    assert_eq!(reading.households[0].group, "一组");
    assert_eq!(reading.households[0].categories.len(), 2);
    assert_eq!(
        said(&reading),
        ["3: 身份证号与第5行相同，姓名不同", "4: 与第2行是同一人，已合并", "5: 身份证号与第3行相同，姓名不同"]
    );
}

#[test]
fn rows_without_a_name_or_only_with_a_number_are_told() {
    let reading = read_csv(&format!("序号,户主姓名,身份证号,住址\n1,测试甲,{A},东头\n2,,{B},\n3,,,\n4,,,西头\n"));
    assert_eq!(told(&reading).len(), 1);
    assert_eq!(said(&reading), ["3: 没有姓名，没有导入", "4: 只有序号，没有内容，已跳过", "5: 没有姓名，没有导入"]);
}

#[test]
fn numbering_hints_and_examples_below_the_heading_are_left_out() {
    let reading = read_csv(&format!(
        "序号,户主姓名,身份证号,组\n1,2,3,4\n必填,（必填）,18位,\n示例,张示例,{D},一组\n1,测试甲,{A},一组\n"
    ));
    assert_eq!(told(&reading), [format!("测试甲@一组: 测试甲/户主/{A}")]);
    assert_eq!(said(&reading), ["2: 列号或填写说明，已跳过", "3: 列号或填写说明，已跳过", "4: 填写示例，已跳过"]);
}

#[test]
fn several_sheets_are_read_and_others_are_told() {
    let mut book = Workbook::from_csvs(&[
        ("填表说明", "填表说明\n请按户口簿填写。\n"),
        ("一组", &format!("户主姓名,身份证号\n测试甲,{A}\n")),
        ("二组", &format!("户主姓名,身份证号\n测试乙,{B}\n测试甲,{A}\n")),
        ("干部", "姓名,职务,联系电话\n测试干部,书记,13900000009\n"),
        ("旧表", &format!("户主姓名,身份证号\n测试丁,{D}\n")),
    ]);
    book.sheets[4].hidden = true;
    let reading = read(&book, &Options::default());
    assert_eq!(told(&reading), [format!("测试甲@一组: 测试甲/户主/{A}"), format!("测试乙@二组: 测试乙/户主/{B}")]);
    let problems: Vec<_> = reading.sheets.iter().map(|sheet| sheet.problem).collect();
    assert_eq!(
        problems,
        [Some(SheetProblem::NoHeader), None, None, Some(SheetProblem::OtherPeople), Some(SheetProblem::Hidden)]
    );
    assert_eq!(said(&reading), ["3: 与工作表“一组”第2行是同一人，已合并"]);
}

#[test]
fn a_table_without_a_heading_is_read_by_what_it_holds() {
    let reading = read_csv(&format!("1,测试甲,{A},13900000001,一组\n2,测试乙,{B},13900000002,二组\n"));
    assert_eq!(told(&reading), [format!("测试甲@一组: 测试甲/户主/{A}"), format!("测试乙@二组: 测试乙/户主/{B}")]);
}

#[test]
fn a_second_table_with_other_columns_begins_anew() {
    let reading = read_csv(&format!(
        "低保户名单,,\n序号,户主姓名,身份证号\n1,测试甲,{A}\n,,\n五保户名单,,\n序号,身份证号,姓名\n1,{B},测试乙\n"
    ));
    assert_eq!(told(&reading), [format!("测试甲@: 测试甲/户主/{A}"), format!("测试乙@: 测试乙/户主/{B}")]);
}

#[test]
fn a_mapping_that_a_person_gave_is_followed() {
    let told_columns =
        [("名".to_owned(), Some(Target::own(Field::Head))), ("证".to_owned(), Some(Target::own(Field::Id)))];
    let options = Options { columns: told_columns.into(), header_rows: [("名册".to_owned(), 2)].into() };
    let book = Workbook::from_csvs(&[("名册", &format!("随便,写\n名,证\n测试甲,{A}\n"))]);
    assert_eq!(told(&read(&book, &options)), [format!("测试甲@: 测试甲/户主/{A}")]);
}

#[test]
fn a_group_named_only_where_it_changes_is_carried_down() {
    let reading = read_csv(&format!(
        "组,户主姓名,身份证号\n一组,测试甲,{A}\n,测试乙,{B}\n,测试丙,{C}\n二组,测试丁,{D}\n,测试戊,\n"
    ));
    let groups: Vec<_> = reading.households.iter().map(|household| household.group.as_str()).collect();
    assert_eq!(groups, ["一组", "一组", "一组", "二组", "二组"]);
}

#[test]
fn a_column_that_was_a_number_once_is_distrusted_even_where_the_check_fits() {
    // The third ends in 000 and passes the check by chance.
    let by_chance = (0..100).map(|n| format!("99000019{:02}0101{}000", 50 + n % 50, n % 10));
    let by_chance = by_chance.into_iter().find(|id| crate::register::ResidentId::read(id).is_ok()).unwrap();
    let reading = read_csv(&format!(
        "户主姓名,身份证号\n测试甲,990000197001010000\n测试乙,990000197202020000\n测试丙,{by_chance}\n"
    ));
    assert!(reading.households.iter().all(|household| household.members[0].id.is_none()));
    let alone = read_csv(&format!("户主姓名,身份证号\n测试甲,{A}\n测试丙,{by_chance}\n"));
    assert!(alone.households.iter().all(|household| household.members[0].id.is_some()));
}

#[test]
fn an_id_between_head_and_name_belongs_to_whom_it_fits() {
    let of_head =
        read_csv(&format!("户主姓名,身份证号,姓名,与户主关系\n测试甲,{A},测试甲,户主\n测试甲,{A},测试乙,妻\n"));
    assert_eq!(told(&of_head), [format!("测试甲@: 测试甲/户主/{A}, 测试乙/妻/")]);
    let of_person =
        read_csv(&format!("户主姓名,身份证号,姓名,与户主关系\n测试甲,{A},测试甲,户主\n测试甲,{B},测试乙,妻\n"));
    assert_eq!(told(&of_person), [format!("测试甲@: 测试甲/户主/{A}, 测试乙/妻/{B}")]);
}

#[test]
fn a_household_without_a_row_for_its_head_says_so() {
    let reading = read_csv(&format!("姓名,与户主关系,身份证号\n测试乙,配偶,{B}\n测试丙,之子,{C}\n测试丁,户主,{D}\n"));
    assert_eq!(
        told(&reading),
        [format!("测试乙@: 测试乙/配偶/{B}, 测试丙/之子/{C}"), format!("测试丁@: 测试丁/户主/{D}")]
    );
    assert_eq!(said(&reading), ["2: 这一户没有户主，暂以第一人为户主"]);
}

#[test]
fn the_number_of_a_disability_certificate_gives_the_id_and_the_class() {
    let reading = read_csv(&format!("姓名,残疾证号\n测试甲,{A}43\n测试乙,{B}11B1\n"));
    assert_eq!(told(&reading), [format!("测试甲@: 测试甲/户主/{A}"), format!("测试乙@: 测试乙/户主/{B}")]);
    assert_eq!(reading.households[0].members[0].disability.map(|d| (d.class, d.level)), Some((4, 3)));
}

#[test]
fn the_report_has_the_shape_that_the_command_line_promises() {
    let reading = read_csv(&format!("户主姓名,身份证号,组\n测试甲,{A},一组\n测试乙,123,二组\n"));
    assert_eq!(
        reading.to_json(Lang::ZhHans),
        serde_json::json!({
            "households": [
                {"head": "测试甲", "group": "一组", "members": [{"name": "测试甲", "id": A, "relation": "户主"}]},
                {"head": "测试乙", "group": "二组", "members": [{"name": "测试乙", "relation": "户主"}]},
            ],
            "rows": [{"row": 3, "problems": ["身份证号应为18位，这里是3位"]}],
            "columns": {"户主姓名": "head", "身份证号": "id", "组": "group"},
        })
    );
}
