/**
 * Four-character idioms that dictionaries list (looked up in CC-CEDICT and jieba's word list), in one closed chain: each
 * begins with the character with which the one before ends, the first with that of the last.
 */
export const idioms: readonly string[] = `
  对酒当歌 歌功颂德 德高望重 重归于好 好逸恶劳 劳民伤财 财大气粗 粗茶淡饭 饭糗茹草 草木皆兵 兵戎相见 见钱眼开 开源节流 流连忘返 返老还童 童叟无欺 欺世盗名 名存实亡 亡命之徒 徒有其表
  表里不一 一帆风顺 顺手牵羊 羊入虎口 口口声声 声势浩大 大有作为 为人师表 表里如一 一网打尽 尽人皆知 知人善任 任重道远 远见卓识 识途老马 马放南山 山穷水尽 尽善尽美 美如冠玉 玉树临风
  风清月明 明知故问 问心无愧 愧不敢当 当务之急 急中生智 智勇双全 全心全意 意气用事 事必躬亲 亲密无间 间不容发 发愤忘食 食古不化 化整为零 零敲碎打 打成一片 片言只语 语妙天下 下马看花
  花样翻新 新仇旧恨 恨之入骨 骨肉相连 连绵不断 断章取义 义正词严 严阵以待 待人接物 物是人非 非同小可 可想而知 知足常乐 乐极生悲 悲天悯人 人定胜天 天灾人祸 祸从口出 出神入化 化为乌有
  有求必应 应付自如 如鱼得水 水到渠成 成千上万 万众一心 心惊胆战 战火纷飞 飞来横祸 祸不单行 行将就木 木人石心 心如止水 水涨船高 高耸入云 云集响应 应有尽有 有口难言 言过其实 实事求是
  是非曲直 直上青云 云消雾散 散兵游勇 勇往直前 前所未有 有板有眼 眼高手低 低声下气 气象万千 千钧一发 发号施令 令行禁止 止于至善 善财难舍 舍己为人 人云亦云 云淡风轻 轻重缓急 急于求成
  成家立业 业精于勤 勤工俭学 学富五车 车水马龙 龙马精神 神乎其神 神不守舍 舍生忘死 死里逃生 生生不息 息息相关 关门捉贼 贼喊捉贼 贼眉鼠眼 眼疾手快 快马加鞭 鞭长莫及 及时行乐 乐而忘返
  返璞归真 真才实学 学以致用 用兵如神 神通广大 大打出手 手眼通天 天之骄子 子虚乌有 有朝一日 日暮途穷 穷途末路 路人皆知 知书达理 理屈词穷 穷年累月 月圆花好 好景不长 长命百岁 岁月如流
  流金铄石 石火电光 光天化日 日薄西山 山摇地动 动荡不安 安邦定国 国泰民安 安贫乐道 道听途说 说三道四 四面楚歌 歌舞升平 平起平坐 坐失良机 机关算尽 尽力而为 为富不仁 仁至义尽 尽忠报国
  国色天香 香车宝马 马到成功 功德圆满 满面春风 风吹雨打 打抱不平 平易近人 人去楼空 空穴来风 风云人物 物尽其用 用武之地 地久天长 长风破浪 浪子回头 头昏眼花 花容月貌 貌不惊人 人所共知
  知无不言 言归于好 好高骛远 远走高飞 飞蛾扑火 火树银花 花天酒地 地大物博 博大精深 深居简出 出双入对 对簿公堂 堂堂正正 正大光明 明哲保身 身体力行 行云流水 水落石出 出将入相 相亲相爱
  爱不释手 手足无措 措置裕如 如日中天 天怒人怨 怨天尤人 人命关天 天荒地老 老实巴交 交头接耳 耳聪目明 明察暗访 访贫问苦 苦不堪言 言不及义 义薄云天 天作之合 合而为一 一字千金 金刚怒目
  目无全牛 牛鬼蛇神 神采飞扬 扬长避短 短兵相接 接二连三 三心二意 意气风发 发扬光大 大势已去 去伪存真 真知灼见 见猎心喜 喜闻乐见 见机行事 事在人为 为所欲为 为民除害 害群之马 马马虎虎
  虎口余生 生花妙笔 笔底生花 花前月下 下里巴人 人面兽心 心术不正 正襟危坐 坐享其成 成双成对 对答如流 流言蜚语 语重心长 长生不老 老羞成怒 怒气冲天 天伦之乐 乐在其中 中庸之道 道路以目
  目不斜视 视如己出 出其不意 意犹未尽 尽心尽力 力不从心 心想事成 成名成家 家给人足 足高气强 强人所难 难以置信 信以为真 真相大白 白日做梦 梦寐以求 求之不得 得意忘形 形影相随 随心所欲
  欲罢不能 能者多劳 劳苦功高 高义薄云 云开见日 日复一日 日久天长 长治久安 安步当车 车载斗量 量入为出 出生入死 死而复生 生龙活虎 虎口逃生 生老病死 死不瞑目 目中无人 人山人海 海纳百川
  川流不息 息事宁人 人微言轻 轻而易举 举不胜举 举足轻重 重义轻利 利欲熏心 心口如一 一见钟情 情窦初开 开宗明义 义形于色 色胆包天 天马行空 空前绝后 后患无穷 穷山恶水 水清无鱼 鱼死网破
  破涕为笑 笑逐颜开 开诚相见 见风是雨 雨过天青 青天白日 日月无光 光明正大 大功告成 成千成万 万事大吉 吉人天相 相辅相成 成人之美 美意延年 年复一年 年富力强 强颜欢笑 笑里藏刀 刀山火海
  海阔天空 空洞无物 物我两忘 忘乎所以 以少胜多 多此一举 举世闻名 名扬四海 海底捞月 月下老人 人浮于事 事不过三 三缄其口 口出狂言 言行不一 一元复始 始终如一 一无所有 有口无心 心口不一
  一掷千金 金玉良言 言而有信 信手拈来 来历不明 明辨是非 非驴非马 马耳东风 风土人情 情至意尽 尽如人意 意味深长 长驱直入 入土为安 安如泰山 山高水长 长年累月 月下花前 前无古人 人多势众
  众所周知 知易行难 难舍难分 分秒必争 争斤论两 两虎相争 争先恐后 后继有人 人之常情 情深似海 海枯石烂 烂醉如泥 泥牛入海 海誓山盟 盟山誓海 海内无双 双喜临门 门当户对
`
  .trim()
  .split(/\s+/);

/** 成語接龍: the chain of idioms as a text. */
export const idiomText = `${idioms.join('，')}，`;

export interface IdiomJudgement {
  /** Pieces between commas that were written to their end. */
  readonly pieces: number;
  /** How many of them are idioms of the chain. */
  readonly real: number;
  /** How many of those begin with the character with which the piece before ends. */
  readonly chained: number;
}

const known = new Set(idioms);

/** Judges what was written after an idiom's comma; the last piece, which may be cut off, does not count. */
export function judgeIdioms(written: string): IdiomJudgement {
  const pieces = written.split('，').slice(0, -1);
  const isReal = pieces.map((piece) => known.has(piece));
  const isChained = pieces.map((piece, place) => place > 0 && pieces[place - 1].at(-1) === piece[0]);
  return {
    pieces: pieces.length,
    real: isReal.filter(Boolean).length,
    chained: isReal.filter((real, place) => real && (place === 0 || isChained[place])).length,
  };
}
