// The passwords that a person who guesses tries first: keyboard walks, numbers that are read aloud
// in China (520, 1314), words of the field. Collected by hand; README.md says what it is not.
#pragma once
#include <string_view>

namespace linli::crypto {

inline constexpr std::string_view obvious_passwords = R"(
password passw0rd passwd pass admin administrator administrators root toor user guest test tester testing
demo default changeme change letmein welcome hello login master secret private system sysadmin manager
operator service server oracle mysql postgres redis tomcat nginx docker ubuntu debian windows linux
qwerty qwertyui qwertyuiop qwert asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qazwsx qazwsxedc qazxsw
1qaz2wsx 1qaz2wsx3edc 1q2w3e 1q2w3e4r 1q2w3e4r5t q1w2e3r4 q1w2e3 qwer1234 qwe123 qweasd qweasdzxc asd123
zaq12wsx zaq1xsw2 !qaz2wsx 1234qwer 123qwe 123456a a123456 a12345678 a1b2c3 a1b2c3d4 abc123 abcd1234
aa123456 aaa111 abcabc abcdef abcdefg abcdefgh abc12345 qq123456 qq123123 zz123456 woaini woaini1314
woaini520 5201314 52013140 1314520 13145200 520520 5211314 5201314a 147258369 147258 159357 159753 741852963
789456 789456123 123456789 1234567890 12345678 1234567 123456 12345 1234 123 0123456789 0987654321 987654321
87654321 7654321 654321 54321 123123 123123123 123321 123321123 112233 11223344 1122334455 121212 12121212
123654 147147 159159 168168 168888 188888 518518 666888 888666 66668888 88886666 123666 123888 888888 666666
000000 111111 222222 333333 555555 777777 999999 11111111 88888888 66666666 00000000 12301230 10203040
19491001 20080808 20000101 19900101 19800101 20240101 20250101 20260101 iloveyou ilovechina iloveu love
lovely sunshine princess dragon monkey shadow superman batman pokemon football basketball baseball soccer
michael jordan jennifer charlie daniel thomas robert andrew ashley jessica summer winter spring autumn
flower freedom whatever nothing trustno starwars computer internet samsung google apple huawei xiaomi
tencent alibaba baidu taobao weixin wechat alipay china zhongguo beijing shanghai guangzhou shenzhen
chengdu hangzhou wuhan nanjing nanchang xiamen qingdao chongqing tianjin fuzhou zhongwen nihao nihaoma
mima mimamima woshishui caonima laopo laogong baobao baobei xiaoxiao gongxi facai gongxifacai wangyi
linli lin-li linlilinli neighbour neighbor community shequ jiedao wangge wanggeyuan zhengfu zhengwu
minsheng shebao yibao zhiyuan zhiyuanzhe gongan paichusuo juweihui fuwu bianmin government civic
asdfqwer poiuytrewq lkjhgfdsa mnbvcxz qwaszx edcrfv rfvtgb tgbyhn yhnujm ujmikolp plmokn 3edc4rfv
p@ssw0rd p@ssword pa55word pa55w0rd admin123 admin888 admin666 root123 test123 user123 guest123 adminadmin
passpass rootroot testtest qwerqwer asdfasdf zxczxc zxcvzxcv qweqwe asdasd zxcasdqwe a1234567 a123456789
q123456 w123456 z123456 x123456 s123456 123456q 123456abc abc123456 123abc 123456qwe qwe123456 asd123456
zxc123 zxc123456 wang1234 zhang123 liming wangwei zhangwei lili wangfang liuyang xiaoming 123456aa 123456aaa
)";

}  // namespace linli::crypto
