/**
 * Passwords that are tried first: an own list of what people in Chinese and English offices choose, each in lower case
 * and with letters instead of look-alike signs, since that is how a candidate is compared. It is short and says so:
 * a published list of the most frequent passwords belongs here as soon as one can be shipped.
 */
const LIST = `
  password passw passwd pass pword pwd admin administrator root superuser sysadmin system guest user users test testing
  tester demo default login logon signin welcome letmein changeme temp temporary secret private access master manager
  office company computer windows server oracle mysql database internet network wireless security secure guard police
  evidence forensic sealbench witness operator auditor exporter lawyer legal
  iloveyou loveyou lovelove love loveme forever sunshine princess dragon monkey football baseball basketball superman
  batman spiderman michael jordan jennifer jessica daniel charlie thomas robert william david andrew joshua ashley
  nicole michelle amanda summer winter spring autumn flower butterfly cookie chocolate cheese banana orange apple
  shadow hunter killer ninja mustang ferrari mercedes porsche harley yankees liverpool chelsea arsenal barcelona
  starwars pokemon matrix hello helloworld whatever nothing freedom trustno trustme blessed jesus angel angels heaven
  qwerty qwert qwertyui qwertyuiop asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qazwsx qazwsxedc qweasd qweasdzxc
  abc abcd abcde abcdef abcdefg abcdefgh abcabc aaa aaaa
  woaini woaini woaiwo woaiwojia aini ainiyiwannian wodemima mima mimamima mimashi wangji wangjile guanliyuan
  yonghu ceshi xitong gongsi bangong anquan baoan jingcha zhongguo zhonghua beijing shanghai guangzhou shenzhen
  hangzhou chengdu nanjing wuhan tianjin chongqing xian suzhou dongguan taobao tianmao alibaba zhifubao alipay
  wechat weixin tencent tengxun baidu huawei xiaomi jingdong dingding dingtalk feishu
  nihao nihaoma ninhao xiexie haohaoxuexi tiantianxiangshang xingfu kuaile shengri shengrikuaile yongyuan pingan
  facai gongxifacai fafafa dafa laopo laogong baobei baobao qinaide mama baba mamababa jiejie gege didi meimei
  zhangwei wangwei wangfang liwei lina zhangmin lijing wangjing liuwei wangxiuying zhangli lixiuying wangli zhangjing
  zhangyong wangyong liuyang wangyan liyong zhangjie zhanglei wangqiang lijuan zhangtao wangtao lijie wangchao
  zhangsan lisi wangwu zhaoliu xiaoming xiaohong xiaoli
  fengzheng fengzhengtai zhengju dianzizhengju quzheng jianzheng jianzhengren caozuoyuan shenji falv
  密码 我的密码 用户密码 默认密码 管理员 管理员密码 系统管理员 测试 测试密码 登录 登录密码 中国 中国人 我爱你 我爱中国
  我爱我家 你好 你好吗 一二三四五六七八 一二三四五六七 一生一世 万事如意 恭喜发财 生日快乐 平安 幸福 天天向上 好好学习
  封证台 证据 电子证据 取证 见证人 操作员 保安 公司
`;

export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(LIST.trim().split(/\s+/));
