"""Ledgers as street offices export them: headers of their own, and which column each one is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support import tiny

ROWS = 40


@dataclass(frozen=True)
class Ledger:
    """columns: header → (contract column or "" for none, the values that repeat below it)."""

    name: str
    dataset: str
    columns: Mapping[str, tuple[str, Sequence[str]]]

    @property
    def truth(self) -> dict[str, str]:
        """Contract column → header, as somebody who knows the system would map it."""
        return {column: header for header, (column, _values) in self.columns.items() if column}

    def cells(self) -> list[list[str]]:
        """The header and ROWS rows; {n} in a value is the number of its row."""
        rows = [
            [
                values[n % len(values)].format(n=n, day=1 + n % 28)
                for _c, values in self.columns.values()
            ]
            for n in range(1, ROWS + 1)
        ]
        return [list(self.columns), *rows]

    def write(
        self, folder: Path, encoding: str, delimiter: str, suffix: str, title: str = ""
    ) -> Path:
        """A text file of the ledger, below a title row where one is given."""
        lines = [delimiter.join(row) for row in self.cells()]
        path = folder / f"{self.name}{suffix}"
        path.write_bytes("\r\n".join([title, *lines] if title else lines).encode(encoding))
        return path


LEDGERS = (
    Ledger(
        "诉求工单",
        "issues",
        {
            "序号": ("", ["{n}"]),
            "热线工单编码": ("issue_id", ["GD2026{n:05d}"]),
            "市民来电时间": ("reported_at", ["2026-03-{day:02d} 09:05"]),
            "所属网格编码": ("area_code", tiny.GRIDS),
            "诉求来源渠道": ("channel", ["12345热线", "网格员上报", "随手拍", "走访"]),
            "诉求事项类型": ("category", ["房屋漏水", "占道经营", "噪声扰民"]),
            "主办部门名称": ("department", ["城管科", "物业办"]),
            "部门派单时间": ("dispatched_at", ["2026-03-{day:02d} 10:00"]),
            "办结截止时限": ("due_at", ["2026-04-{day:02d} 10:00"]),
            "实际办结时间": ("resolved_at", ["2026-03-{day:02d} 18:00", ""]),
            "是否退回工单": ("is_returned", ["否", "是"]),
            "群众满意情况": ("is_satisfied", ["满意", "不满意", ""]),
        },
    ),
    Ledger(
        "入户走访登记",
        "visits",
        {
            "登记编号": ("visit_id", ["ZF{n:05d}"]),
            "入户走访日期": ("visited_at", ["2026年3月{day}日"]),
            "社区网格代码": ("area_code", tiny.GRIDS),
            "家庭户编号": ("household_id", ["H{n}"]),
            "走访网格员": ("visitor_id", ["甲", "乙", "丙"]),
            "走访人员身份": ("visitor_role", ["专职网格员", "兼职网格员", "党员"]),
            "走访总人次": ("persons", ["1", "2", "3"]),
            "走访主要事由": ("purpose", ["宣传防火", "探望"]),
            "重点人群分类": ("key_group", ["残疾人", "孕产妇", ""]),
            "发现问题个数": ("issues_found", ["0", "1"]),
        },
    ),
    Ledger(
        "志愿服务时长",
        "volunteer_hours",
        {
            "服务记录编码": ("record_id", ["ZY{n:05d}"]),
            "服务开展日期": ("served_on", ["2026/3/{day}"]),
            "所属社区编码": ("area_code", [tiny.EAST, tiny.WEST]),
            "志愿者证号码": ("volunteer_id", ["V{n}"]),
            "志愿服务队名称": ("team", ["银龄队", "青年队"]),
            "志愿服务项目": ("service_kind", ["环境整治", "助老"]),
            "服务时长（小时）": ("hours", ["1.5", "2", "3.5"]),
            "服务对象人次": ("persons_served", ["3", "12"]),
            "本次所得积分": ("points", ["15", "20"]),
            "备注": ("", ["", "晴"]),
        },
    ),
    Ledger(
        "停车泊位月报",
        "parking_spaces",
        {
            "停车场备案编号": ("facility_id", ["TC{n:04d}"]),
            "数据统计时间": ("snapshot_at", ["2026-03-31 10:00"]),
            "停车场（库）名称": ("name", ["东里停车场{n}"]),
            "网格编码": ("area_code", tiny.GRIDS),
            "停车设施类别": ("kind", ["停车场", "路内泊位", "小区泊位"]),
            "泊位建设状态": ("status", ["已建成", "规划"]),
            "总泊位数量": ("spaces", ["30", "120"]),
            "充电泊位个数": ("ev_spaces", ["2", "10"]),
            "已占用泊位数": ("occupied", ["11", "29"]),
            "正式启用日期": ("opened_on", ["2024-05-{day:02d}"]),
        },
    ),
    Ledger(
        "service_requests",
        "issues",
        {
            "Ticket Number": ("issue_id", ["T-{n:05d}"]),
            "DateReported": ("reported_at", ["2026-03-{day:02d}T09:05:00"]),
            "Grid Code": ("area_code", tiny.GRIDS),
            "Intake Source": ("channel", ["hotline", "grid", "online"]),
            "Problem Category": ("category", ["Noise", "Leak"]),
            "Responsible Dept.": ("department", ["Works", "Parks"]),
            "First Contact Time": ("contacted_at", ["2026-03-{day:02d}T09:35:00"]),
            "Target Completion Deadline": ("due_at", ["2026-04-{day:02d}T09:05:00"]),
            "Date Closed": ("resolved_at", ["2026-03-{day:02d}T18:05:00", ""]),
            "Citizen Satisfied?": ("is_satisfied", ["yes", "no", ""]),
        },
    ),
    Ledger(
        "volunteer_log",
        "volunteer_hours",
        {
            "Log ID": ("record_id", ["L{n:05d}"]),
            "Service Date": ("served_on", ["2026-03-{day:02d}"]),
            "Community Code": ("area_code", [tiny.EAST, tiny.WEST]),
            "Volunteer No.": ("volunteer_id", ["V{n}"]),
            "Team Name": ("team", ["Elders", "Youth"]),
            "Type of Service": ("service_kind", ["Cleaning", "Care"]),
            "Hours Worked": ("hours", ["1.5", "2"]),
            "People Helped": ("persons_served", ["3", "12"]),
            "Reward Points": ("points", ["15", "20"]),
        },
    ),
)
