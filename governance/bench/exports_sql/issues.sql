-- The issues of `numbers` as a ledger shows them at the midnight $until; one in 997 has each fault.
with known as (
    select *, called_back_at < $until and roll(i, 'call') < 0.7 as is_called from issue_facts
),
rows as (
    select * from known
    union all
    select * from known where i % 997 = 5
)
select
    printf('GD%09d', i) as 工单编号,
    case i % 997 when 1 then '待定' else strftime(reported_at, '%Y/%m/%d %H:%M:%S') end as 受理时间,
    case i % 997 when 2 then '990009999001' else grid_code(i) end as 网格编码,
    compound_code(i) as 小区编码,
    case
        when i % 997 = 3 then '短视频'
        when i % 1000 = 7 then '需求清单'
        when roll(i, 'channel') < 0.6 then '12345热线'
        when roll(i, 'channel') < 0.8 then '网格巡查'
        when roll(i, 'channel') < 0.9 then '走访发现'
        else '随手拍'
    end as 来源渠道,
    ['噪音', '环境卫生', '占道经营', '停车', '违法建设', '物业', '房屋漏水', '供水',
    '供暖', '路面破损', '宠物', '其他'][1 + cast(floor(12 * roll(i, 'what')) as int)] as 问题类别,
    ['城管', '建设办', '平安办', '社区', '物业办', '市场所'][1 + cast(floor(6 * roll(i, 'who')) as int)]
    as 承办部门,
    case when contacted_at < $until then strftime(contacted_at, '%Y-%m-%d %H:%M:%S') end as 联系时间,
    case when is_sent and dispatched_at < $until then strftime(dispatched_at, '%Y-%m-%d %H:%M:%S') end
    as 派遣时间,
    case when is_sent and responded_at < $until then strftime(responded_at, '%Y-%m-%d %H:%M:%S') end
    as 报到时间,
    strftime(due_at, '%Y-%m-%d %H:%M:%S') as 办理时限,
    case
        when i % 997 = 4 then strftime(reported_at - interval '1 hour', '%Y-%m-%d %H:%M:%S')
        when resolved_at < $until then strftime(resolved_at, '%Y-%m-%d %H:%M:%S')
    end as 办结时间,
    case when roll(i, 'returned') < 0.04 then '是' else '否' end as 是否退单,
    case when i > 60 and roll(i, 'copy') < 0.03 then printf('GD%09d', i - 1 - i % 50) end as 重复于,
    case when roll(i, 'deferred') < 0.03 then '是' else '否' end as 是否延期,
    case when is_called then strftime(called_back_at, '%Y-%m-%d %H:%M:%S') end as 回访时间,
    case when is_called then case when roll(i, 'solved') < 0.85 then '是' else '否' end end
    as 回访解决,
    case when is_called then case when roll(i, 'glad') < 0.9 then '是' else '否' end end as 回访满意,
    concat('居民反映“', i % 7919, '号楼”旁问题，', case when i % 11 = 0 then '称"多次"反映, ' else '' end, '请处理')
    as 诉求内容
from rows
order by i
