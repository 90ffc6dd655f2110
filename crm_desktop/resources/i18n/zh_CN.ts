<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>CRM Desktop {version}</source>
        <translation>客户管家 {version}</translation>
    </message>
    <message>
        <source>Everything a shop knows about its customers, in one file it owns. Nothing leaves this PC.</source>
        <translation>店里关于客户的一切，都在自己的一个文件里，不会离开这台电脑。</translation>
    </message>
    <message>
        <source>Python {python}, Qt {qt}. Free software under the MIT licence.</source>
        <translation>Python {python}，Qt {qt}。自由软件，MIT 许可。</translation>
    </message>
    <message>
        <source>Built on</source>
        <translation>使用了</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>AutoBackup</name>
    <message>
        <source>The data lies in a folder of {service}, which may damage it.</source>
        <translation>数据放在 {service} 的同步文件夹里，可能会损坏。</translation>
    </message>
    <message>
        <source>Move it</source>
        <translation>移走</translation>
    </message>
    <message>
        <source>Could you get everything back? Two minutes show it.</source>
        <translation>万一出事，数据都能找回来吗？两分钟就能验证。</translation>
    </message>
    <message>
        <source>Practise</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>The automatic backup did not work: {why}</source>
        <translation>自动备份没有成功：{why}</translation>
    </message>
</context>
<context>
    <name>BackupDialog</name>
    <message>
        <source>Back up now</source>
        <translation>现在备份</translation>
    </message>
    <message>
        <source>Everything in one encrypted file, read back in full before it counts.</source>
        <translation>全部数据放进一个加密文件，写好后完整读一遍才算数。</translation>
    </message>
    <message>
        <source>It opens your backups, and so does the recovery code that you get next. Nobody can look the passphrase up or reset it for you.</source>
        <translation>它能打开您的备份，下一步给您的恢复码也能。密语没有人能替您查到或重设。</translation>
    </message>
    <message>
        <source>Another place</source>
        <translation>换个地方</translation>
    </message>
    <message>
        <source>Keep it in</source>
        <translation>放在</translation>
    </message>
    <message>
        <source>Where to keep the backup</source>
        <translation>备份放在哪里</translation>
    </message>
    <message>
        <source>On the same disk as the data. A USB stick or another computer protects better.</source>
        <translation>和数据在同一个磁盘上。放在 U 盘或另一台电脑上更安全。</translation>
    </message>
    <message>
        <source>On another drive than the data: good.</source>
        <translation>不在数据所在的磁盘上，很好。</translation>
    </message>
    <message>
        <source>Backing up</source>
        <translation>正在备份</translation>
    </message>
    <message>
        <source>Backing up …</source>
        <translation>正在备份…</translation>
    </message>
    <message>
        <source>Backed up and verified: {facts}</source>
        <translation>已备份并核对：{facts}</translation>
    </message>
    <message>
        <source>Backed up, but without what is missing on this computer: {names}</source>
        <translation>已备份，但不包含这台电脑上已丢失的文件：{names}</translation>
    </message>
    <message>
        <source>The backup is done</source>
        <translation>备份好了</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>BackupSection</name>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Encrypted with your passphrase and read back in full before it counts.</source>
        <translation>用您的密语加密；每个备份都完整读回检查过才算数。</translation>
    </message>
    <message>
        <source>Restore from a file</source>
        <translation>从文件恢复</translation>
    </message>
    <message>
        <source>Backups, newest first</source>
        <translation>备份，最新的在前</translation>
    </message>
    <message>
        <source>No backup yet. The first one asks for a passphrase that only you know.</source>
        <translation>还没有备份。第一次备份时请设一个只有您知道的密语。</translation>
    </message>
    <message>
        <source>Restore this one</source>
        <translation>恢复这个备份</translation>
    </message>
    <message>
        <source>Look into it</source>
        <translation>打开看看</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Practise restoring</source>
        <translation>演练恢复</translation>
    </message>
    <message>
        <source>Second place</source>
        <translation>第二个位置</translation>
    </message>
    <message>
        <source>Each backup is copied there too and compared: a USB stick, another computer, a sync folder.</source>
        <translation>每个备份都会再复制一份到那里并核对：U 盘、另一台电脑或同步文件夹。</translation>
    </message>
    <message>
        <source>Choose a place</source>
        <translation>选择位置</translation>
    </message>
    <message>
        <source>None</source>
        <translation>不用</translation>
    </message>
    <message>
        <source>On this disk</source>
        <translation>这块磁盘上</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>换新密钥</translation>
    </message>
    <message>
        <source>Passphrase and recovery code</source>
        <translation>密语和恢复码</translation>
    </message>
    <message>
        <source>What is protected and what is not</source>
        <translation>哪些受保护，哪些没有</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>已检查</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>lacks a file</source>
        <translation>缺少文件</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>If this computer breaks or is stolen, its backups are gone with it.</source>
        <translation>这台电脑坏了或被偷，上面的备份也就没了。</translation>
    </message>
    <message>
        <source>Not connected now; the next backup is copied when it is back.</source>
        <translation>现在没有连接；连上之后会自动补上。</translation>
    </message>
    <message>
        <source>The newest backup is not there yet.</source>
        <translation>最新的备份还没有复制过去。</translation>
    </message>
    <message>
        <source>The newest backup is there, compared byte by byte.</source>
        <translation>最新的备份已在那里，并逐字节核对过。</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>已加密</translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation>未加密</translation>
    </message>
    <message>
        <source>Whoever takes the disk or copies the folder can&apos;t read it.</source>
        <translation>别人拿走磁盘或复制文件夹也读不了。</translation>
    </message>
    <message>
        <source>Whoever gets at this disk can read your customers. Backups are encrypted all the same.</source>
        <translation>谁拿到这块磁盘都能看到客户资料。备份始终是加密的。</translation>
    </message>
    <message>
        <source>Take it off</source>
        <translation>取消加密</translation>
    </message>
    <message>
        <source>Encrypt now</source>
        <translation>立即加密</translation>
    </message>
    <message>
        <source>Copying the backup</source>
        <translation>正在复制备份</translation>
    </message>
</context>
<context>
    <name>BehindDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>CalendarPage</name>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
    <message>
        <source>New follow-up</source>
        <translation>新跟进</translation>
    </message>
    <message>
        <source>Back (PageUp)</source>
        <translation>往前（PageUp）</translation>
    </message>
    <message>
        <source>Ahead (PageDown)</source>
        <translation>往后（PageDown）</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Back to today (Home)</source>
        <translation>回到今天（Home）</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>日程</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Whose follow-ups are shown</source>
        <translation>看谁的跟进</translation>
    </message>
    <message>
        <source>Shown: {who}</source>
        <translation>正在看：{who}</translation>
    </message>
    <message>
        <source>Planned for {day}: {subject}</source>
        <translation>已安排到{day}：{subject}</translation>
    </message>
</context>
<context>
    <name>CardsDialog</name>
    <message>
        <source>What the cards say</source>
        <translation>卡片上显示什么</translation>
    </message>
    <message>
        <source>On the board “{pipeline}”; the title is always there.</source>
        <translation>用于“{pipeline}”看板；标题总是显示。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Cards changed</source>
        <translation>卡片内容已改</translation>
    </message>
</context>
<context>
    <name>ChangePassphraseDialog</name>
    <message>
        <source>Change the passphrase</source>
        <translation>修改密语</translation>
    </message>
    <message>
        <source>Passphrase until now, or the recovery code</source>
        <translation>现在的密语，或恢复码</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>新密语</translation>
    </message>
    <message>
        <source>Backups made before still open with the passphrase they were made with.</source>
        <translation>以前做的备份仍用当时的密语打开。</translation>
    </message>
    <message>
        <source>New recovery code</source>
        <translation>换新恢复码</translation>
    </message>
    <message>
        <source>Wrapping the key anew</source>
        <translation>正在重新保护密钥</translation>
    </message>
    <message>
        <source>The passphrase is changed.</source>
        <translation>密语已修改。</translation>
    </message>
</context>
<context>
    <name>CustomDays</name>
    <message>
        <source>First day</source>
        <translation>从哪天</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>到哪天</translation>
    </message>
    <message>
        <source>Show these days</source>
        <translation>看这几天</translation>
    </message>
    <message>
        <source>Both days are needed.</source>
        <translation>请填好起止两天。</translation>
    </message>
    <message>
        <source>The last day lies before the first one.</source>
        <translation>结束日期早于开始日期。</translation>
    </message>
</context>
<context>
    <name>DamageDialog</name>
    <message>
        <source>This data needs a newer version</source>
        <translation>这份数据需要更新版本的程序</translation>
    </message>
    <message>
        <source>The shop&apos;s data can&apos;t be opened</source>
        <translation>店铺数据打不开</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>关闭程序</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Ways out</source>
        <translation>可选的办法</translation>
    </message>
    <message>
        <source>Passphrase or recovery code</source>
        <translation>密语或恢复码</translation>
    </message>
    <message>
        <source>With the passphrase, what can&apos;t be read any more is taken from the newest backup.</source>
        <translation>输入密语后，读不出来的内容会从最新的备份补上。</translation>
    </message>
    <message>
        <source>Nothing was changed. Whatever you choose, what is there now stays.</source>
        <translation>什么都没有改动。不管选哪个办法，现有的文件都会原样留着。</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Restore a backup from a file</source>
        <translation>从文件恢复备份</translation>
    </message>
    <message>
        <source>For example from a USB stick</source>
        <translation>比如 U 盘上的</translation>
    </message>
    <message>
        <source>Go back to the state before the last restore or update</source>
        <translation>回到上次恢复或更新之前</translation>
    </message>
    <message>
        <source>Begun {when}</source>
        <translation>开始于 {when}</translation>
    </message>
    <message>
        <source>Everything readable goes into a new database; a report tells what is lost</source>
        <translation>读得出的都放进新数据库，并说明丢了什么</translation>
    </message>
    <message>
        <source>Save what can still be read</source>
        <translation>救出还能读的数据</translation>
    </message>
    <message>
        <source>Restore the backup of {when}</source>
        <translation>恢复 {when} 的备份</translation>
    </message>
    <message>
        <source>Working on it</source>
        <translation>正在处理</translation>
    </message>
    <message>
        <source>Which backup?</source>
        <translation>哪个备份？</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Working on it …</source>
        <translation>正在处理…</translation>
    </message>
    <message>
        <source>What was saved</source>
        <translation>救出了什么</translation>
    </message>
</context>
<context>
    <name>DataSection</name>
    <message>
        <source>History</source>
        <translation>改动记录</translation>
    </message>
    <message>
        <source>Every change can be taken back for as long as it is kept.</source>
        <translation>在保留期内，每次改动都可以撤销。</translation>
    </message>
    <message>
        <source>Keep the history for</source>
        <translation>历史保留时间</translation>
    </message>
    <message>
        <source>Older changes stay in the list, but can&apos;t be taken back any more.</source>
        <translation>更早的改动仍会列出，但不能再撤销。</translation>
    </message>
    <message>
        <source>History of changes</source>
        <translation>改动记录</translation>
    </message>
    <message>
        <source>Recycle bin</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Excel</source>
        <translation>Excel</translation>
    </message>
    <message>
        <source>An import is one change: you can take all of it back.</source>
        <translation>一次导入算一个改动，可以整批撤销。</translation>
    </message>
    <message>
        <source>Import an Excel file</source>
        <translation>导入 Excel 文件</translation>
    </message>
    <message>
        <source>Where the data is</source>
        <translation>数据存放的地方</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Move it to another folder</source>
        <translation>移到别的文件夹</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>CRM Desktop {version}</source>
        <translation>客户管家 {version}</translation>
    </message>
    <message>
        <source>Version and licences</source>
        <translation>版本与许可</translation>
    </message>
    <message>
        <source>Save a report for support</source>
        <translation>保存一份给技术支持的报告</translation>
    </message>
</context>
<context>
    <name>DealDialog</name>
    <message>
        <source>New deal</source>
        <translation>新建商机</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Add deal</source>
        <translation>添加商机</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Lost …</source>
        <translation>丢单…</translation>
    </message>
    <message>
        <source>Won …</source>
        <translation>成交…</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Set by hand; it stays when the stage changes</source>
        <translation>手工填的，换阶段也不变</translation>
    </message>
    <message>
        <source>In “{stage}” since today</source>
        <translation>今天进入“{stage}”</translation>
    </message>
    <message>
        <source>In “{stage}” since yesterday</source>
        <translation>昨天进入“{stage}”</translation>
    </message>
    <message>
        <source>In “{stage}” for {n} days</source>
        <translation>在“{stage}”停留 {n} 天了</translation>
    </message>
    <message>
        <source>Won on {day}</source>
        <translation>{day} 成交</translation>
    </message>
    <message>
        <source>Lost on {day}: {reason}</source>
        <translation>{day} 丢单：{reason}</translation>
    </message>
    <message>
        <source>Saved: {title}</source>
        <translation>已保存：{title}</translation>
    </message>
    <message>
        <source>Open the order</source>
        <translation>打开订单</translation>
    </message>
    <message>
        <source>Go on with the order</source>
        <translation>接着填订单</translation>
    </message>
    <message>
        <source>Make the order</source>
        <translation>补开订单</translation>
    </message>
    <message>
        <source>Open again: {title}</source>
        <translation>已重新打开：{title}</translation>
    </message>
    <message>
        <source>“{title}” deleted</source>
        <translation>“{title}”已删除</translation>
    </message>
</context>
<context>
    <name>DifferenceRow</name>
    <message>
        <source>Comes back: {names}</source>
        <translation>会回来：{names}</translation>
    </message>
    <message>
        <source>Goes: {names}</source>
        <translation>会不见：{names}</translation>
    </message>
</context>
<context>
    <name>DoneDialog</name>
    <message>
        <source>Done: {subject}</source>
        <translation>完成：{subject}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What was said or done</source>
        <translation>说了什么、做了什么</translation>
    </message>
    <message>
        <source>{often}: the next one comes on {day}.</source>
        <translation>{often}：下一次是{day}，自动排上。</translation>
    </message>
</context>
<context>
    <name>DrillDialog</name>
    <message>
        <source>Could you get everything back?</source>
        <translation>万一出事，数据都能找回来吗？</translation>
    </message>
    <message>
        <source>Two minutes once a month: the newest backup is opened as if this computer were new.</source>
        <translation>每月两分钟：像在一台新电脑上那样打开最新的备份。</translation>
    </message>
    <message>
        <source>Practise</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Passphrase or recovery code</source>
        <translation>密语或恢复码</translation>
    </message>
    <message>
        <source>Type it from memory, or take the printed recovery code. Nothing is changed.</source>
        <translation>凭记忆输入密语，或用打印的恢复码。不会改动任何数据。</translation>
    </message>
    <message>
        <source>The backup of {when}</source>
        <translation>备份于 {when}</translation>
    </message>
    <message>
        <source>Reading the backup</source>
        <translation>正在读取备份</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Better to notice it now: with the recovery code you can set a new passphrase in Settings.</source>
        <translation>幸好现在发现：用恢复码可以在“设置”里换一个新密语。</translation>
    </message>
    <message>
        <source>An empty shop</source>
        <translation>空的店铺</translation>
    </message>
    <message>
        <source>Yes. This would come back: {what}</source>
        <translation>能。可以找回：{what}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>EncryptionDialog</name>
    <message>
        <source>Passphrase or recovery code</source>
        <translation>密语或恢复码</translation>
    </message>
    <message>
        <source>From then on the program asks for it at the start. With both lost, nobody can open the data.</source>
        <translation>以后启动时要输入它。密语和恢复码都丢了，数据谁也打不开。</translation>
    </message>
    <message>
        <source>Working on it …</source>
        <translation>正在处理…</translation>
    </message>
</context>
<context>
    <name>ExitBackup</name>
    <message>
        <source>Backing up before closing</source>
        <translation>正在备份，随后关闭</translation>
    </message>
    <message>
        <source>Close without a backup</source>
        <translation>不备份，直接关闭</translation>
    </message>
    <message>
        <source>What changed today goes into an encrypted backup. This takes a few seconds.</source>
        <translation>正在把今天的改动存入加密备份，需要几秒钟。</translation>
    </message>
</context>
<context>
    <name>FieldDialog</name>
    <message>
        <source>Change the field</source>
        <translation>修改字段</translation>
    </message>
    <message>
        <source>New field</source>
        <translation>新建字段</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Add the field</source>
        <translation>添加字段</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What it holds</source>
        <translation>内容类型</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>One a line.</source>
        <translation>一行写一个。</translation>
    </message>
</context>
<context>
    <name>FieldsSection</name>
    <message>
        <source>Own fields</source>
        <translation>自定义字段</translation>
    </message>
    <message>
        <source>Add a field</source>
        <translation>添加字段</translation>
    </message>
    <message>
        <source>No fields of your own yet, such as a pet&apos;s name.</source>
        <translation>还没有自定义字段，比如宠物的名字。</translation>
    </message>
    <message>
        <source>Common fields</source>
        <translation>常用字段</translation>
    </message>
    <message>
        <source>Ready at once in forms, lists, filters, the search, import and export.</source>
        <translation>加好就能用：表单、列表、筛选、搜索、导入和导出里都有。</translation>
    </message>
    <message>
        <source>They are all there already.</source>
        <translation>这些字段都有了。</translation>
    </message>
    <message>
        <source>1 field added</source>
        <translation>已添加 1 个字段</translation>
    </message>
    <message>
        <source>{n} fields added</source>
        <translation>已添加 {n} 个字段</translation>
    </message>
    <message>
        <source>Field deleted. Its values are kept.</source>
        <translation>字段已删除，填过的内容仍然保留。</translation>
    </message>
</context>
<context>
    <name>FirstRunDialog</name>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Your shop</source>
        <translation>您的店铺</translation>
    </message>
    <message>
        <source>How do you want to begin?</source>
        <translation>从哪里开始？</translation>
    </message>
    <message>
        <source>So that nothing is ever lost</source>
        <translation>什么都不会丢</translation>
    </message>
    <message>
        <source>Step {n} of {all}</source>
        <translation>第 {n} 步，共 {all} 步</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始使用</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Everything stays on this PC: no account, no network. Which language do you want to work in?</source>
        <translation>数据都留在这台电脑上，不用注册，不用联网。您想用哪种语言？</translation>
    </message>
    <message>
        <source>What is your shop called?</source>
        <translation>店铺叫什么？</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>货币</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家或地区</translation>
    </message>
    <message>
        <source>With my Excel files</source>
        <translation>导入我的 Excel 表</translation>
    </message>
    <message>
        <source>Checked and cleaned before anything is stored.</source>
        <translation>先检查、整理好，再保存。</translation>
    </message>
    <message>
        <source>With sample data</source>
        <translation>先用示例数据看看</translation>
    </message>
    <message>
        <source>A made-up shop to look around in; undone with one click.</source>
        <translation>一家虚构的店，随便看看；点一下就能撤销。</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>从空白开始</translation>
    </message>
    <message>
        <source>Enter the first customer by hand.</source>
        <translation>手工录入第一位客户。</translation>
    </message>
    <message>
        <source>From a backup</source>
        <translation>从备份恢复</translation>
    </message>
    <message>
        <source>Everything comes back, as on the old computer.</source>
        <translation>所有内容都会回来，和旧电脑上一样。</translation>
    </message>
    <message>
        <source>A backup is one encrypted file. With it and your passphrase everything comes back, on any PC, even if this one breaks.</source>
        <translation>备份是一个加密文件。电脑坏了，有它和密语，在任何电脑上都能全部恢复。</translation>
    </message>
    <message>
        <source>Choose a passphrase and a place now</source>
        <translation>现在就设密语，选存放的地方</translation>
    </message>
    <message>
        <source>A USB stick or a folder that is copied elsewhere is best.</source>
        <translation>最好存到 U 盘，或会同步到别处的文件夹。</translation>
    </message>
    <message>
        <source>Making the sample shop</source>
        <translation>正在生成示例数据</translation>
    </message>
</context>
<context>
    <name>FollowUpDialog</name>
    <message>
        <source>New follow-up</source>
        <translation>新跟进</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>跟进</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Add follow-up</source>
        <translation>添加跟进</translation>
    </message>
    <message>
        <source>Remind me</source>
        <translation>提醒我</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>到哪天为止</translation>
    </message>
    <message>
        <source>Title or customer</source>
        <translation>商机名称或客户</translation>
    </message>
    <message>
        <source>At the time</source>
        <translation>到时间时</translation>
    </message>
    <message>
        <source>An hour before</source>
        <translation>提前1小时</translation>
    </message>
    <message>
        <source>A day before</source>
        <translation>提前1天</translation>
    </message>
    <message>
        <source>15 minutes before</source>
        <translation>提前15分钟</translation>
    </message>
    <message>
        <source>No reminder</source>
        <translation>不提醒</translation>
    </message>
    <message>
        <source>Once only</source>
        <translation>只这一次</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Done …</source>
        <translation>完成…</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Saved: {subject}</source>
        <translation>已保存：{subject}</translation>
    </message>
</context>
<context>
    <name>GoalsDialog</name>
    <message>
        <source>Goals: {pipeline}</source>
        <translation>目标：{pipeline}</translation>
    </message>
    <message>
        <source>How much should be won in a month. The board and the forecast show how far it is.</source>
        <translation>每个月要成交多少。看板和预测里会显示完成了多少。</translation>
    </message>
    <message>
        <source>Save goals</source>
        <translation>保存目标</translation>
    </message>
    <message>
        <source>Every month</source>
        <translation>每个月</translation>
    </message>
    <message>
        <source>no goal</source>
        <translation>没有目标</translation>
    </message>
    <message>
        <source>Goals saved</source>
        <translation>目标已保存</translation>
    </message>
</context>
<context>
    <name>HealthDialog</name>
    <message>
        <source>How safe is your data?</source>
        <translation>数据有多安全？</translation>
    </message>
    <message>
        <source>Try the copy again</source>
        <translation>再试一次复制</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>现在备份</translation>
    </message>
    <message>
        <source>Look into an earlier state</source>
        <translation>查看以前的状态</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Choose another place</source>
        <translation>另选位置</translation>
    </message>
    <message>
        <source>Copying the backup</source>
        <translation>正在复制备份</translation>
    </message>
    <message>
        <source>The newest backup lies in both places.</source>
        <translation>最新的备份两处都有了。</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>Changes, newest first</source>
        <translation>改动，最新的在前</translation>
    </message>
    <message>
        <source>Kind of change</source>
        <translation>操作类型</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部类型</translation>
    </message>
    <message>
        <source>Who changed it</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>任何时间</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>A year</source>
        <translation>最近一年</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>History of changes</source>
        <translation>改动记录</translation>
    </message>
    <message>
        <source>Every change can be taken back, also an old one and a whole import.</source>
        <translation>每个改动都能撤销，以前的、整批导入的也可以。</translation>
    </message>
    <message>
        <source>Undo this change</source>
        <translation>撤销这个改动</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>No change is like that.</source>
        <translation>没有这样的改动。</translation>
    </message>
    <message>
        <source>Show all changes</source>
        <translation>显示全部改动</translation>
    </message>
    <message>
        <source>No changes yet. Each one will stand here, with a way back.</source>
        <translation>还没有改动。以后每次改动都记在这里，随时可以撤销。</translation>
    </message>
    <message>
        <source>1 record</source>
        <translation>1 条</translation>
    </message>
    <message>
        <source>{n} records</source>
        <translation>{n} 条</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有任何改动。</translation>
    </message>
    <message>
        <source>Done again: {what}</source>
        <translation>已重做：{what}</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>已撤销：{what}</translation>
    </message>
    <message>
        <source>Some records were changed again later</source>
        <translation>有几条后来又改过</translation>
    </message>
    <message>
        <source>Words, a name or an old number</source>
        <translation>关键字、姓名或旧号码</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>They can stay as they are now while the rest is undone.</source>
        <translation>可以保留这几条现在的样子，只撤销其余的。</translation>
    </message>
</context>
<context>
    <name>ListsSection</name>
    <message>
        <source>Lists</source>
        <translation>选项列表</translation>
    </message>
    <message>
        <source>Entries taken out stay on the records that have them. Stages are changed on the board.</source>
        <translation>去掉的选项，已经用了的记录仍然保留。商机阶段在看板上改。</translation>
    </message>
    <message>
        <source>Add an entry</source>
        <translation>添加选项</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>No plan</source>
        <translation>不设计划</translation>
    </message>
    <message>
        <source>Other …</source>
        <translation>其他…</translation>
    </message>
    <message>
        <source>Get in touch every … days</source>
        <translation>每隔几天联系一次</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Set the plan</source>
        <translation>设定</translation>
    </message>
    <message>
        <source>That is no number of days</source>
        <translation>这不是天数</translation>
    </message>
    <message>
        <source>{grade}: {plan}</source>
        <translation>{grade}：{plan}</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>去掉</translation>
    </message>
    <message>
        <source>Stay in touch</source>
        <translation>联系计划</translation>
    </message>
    <message>
        <source>How often customers of this grade should hear from you</source>
        <translation>这个等级的客户多久联系一次</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
</context>
<context>
    <name>LockChoice</name>
    <message>
        <source>Lock the window when nobody works</source>
        <translation>无人操作时锁定窗口</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>After {n} minutes</source>
        <translation>{n} 分钟后</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>立即锁定</translation>
    </message>
    <message>
        <source>Everything is hidden until the passphrase is typed; what runs goes on.</source>
        <translation>输入密语前什么都看不到；正在进行的工作会继续。</translation>
    </message>
</context>
<context>
    <name>LogDialog</name>
    <message>
        <source>Log a call, a visit or a message</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>记下</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>What was said or done</source>
        <translation>说了什么、做了什么</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>再联系</translation>
    </message>
    <message>
        <source>Choose a customer.</source>
        <translation>选一位客户。</translation>
    </message>
    <message>
        <source>Written down</source>
        <translation>已记下</translation>
    </message>
</context>
<context>
    <name>LookSection</name>
    <message>
        <source>Language and look</source>
        <translation>语言与外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Your own data is never translated.</source>
        <translation>您自己录入的内容不会被翻译。</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>More rows in tables</source>
        <translation>表格更紧凑</translation>
    </message>
    <message>
        <source>Start with this PC, for reminders</source>
        <translation>开机时自动启动，以便提醒</translation>
    </message>
</context>
<context>
    <name>LostDialog</name>
    <message>
        <source>Lost: {title}</source>
        <translation>丢单：{title}</translation>
    </message>
    <message>
        <source>Mark as lost</source>
        <translation>记为丢单</translation>
    </message>
    <message>
        <source>A reason of your own …</source>
        <translation>自己写一个原因…</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Your reason</source>
        <translation>写下原因</translation>
    </message>
    <message>
        <source>Competitor</source>
        <translation>竞争对手</translation>
    </message>
    <message>
        <source>Ask again on</source>
        <translation>到时再问</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Ask again: {title}</source>
        <translation>再问一次：{title}</translation>
    </message>
    <message>
        <source>“{title}” lost</source>
        <translation>“{title}”已记为丢单</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>CRM Desktop</source>
        <translation>客户管家</translation>
    </message>
    <message>
        <source>“{what}” is not finished. Nothing of it is kept if it is stopped now.</source>
        <translation>“{what}”还没有完成。现在停止的话，已做的部分不会保留。</translation>
    </message>
    <message>
        <source>Stop it and close the program?</source>
        <translation>停止并关闭程序吗？</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <source>Let it finish</source>
        <translation>等它完成</translation>
    </message>
</context>
<context>
    <name>MoveDataDialog</name>
    <message>
        <source>Move the data to another folder</source>
        <translation>把数据移到别的文件夹</translation>
    </message>
    <message>
        <source>Move it there</source>
        <translation>移到那里</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>{service} copies files while they are being written, which may damage live data.</source>
        <translation>{service} 会在文件写到一半时复制它，可能损坏正在使用的数据。</translation>
    </message>
    <message>
        <source>Another place</source>
        <translation>另选位置</translation>
    </message>
    <message>
        <source>The new folder</source>
        <translation>新文件夹</translation>
    </message>
    <message>
        <source>The old folder stays as it is; finished backups go on being copied there.</source>
        <translation>旧文件夹保持原样；做好的备份会继续复制到那里。</translation>
    </message>
    <message>
        <source>Moving the data</source>
        <translation>正在移动数据</translation>
    </message>
    <message>
        <source>The data lies in {path} now.</source>
        <translation>数据现在位于 {path}。</translation>
    </message>
</context>
<context>
    <name>Nav</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>NewPassphrase</name>
    <message>
        <source>Passphrase</source>
        <translation>密语</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再输一遍</translation>
    </message>
    <message>
        <source>Too short: use several words, or at least 8 signs.</source>
        <translation>太短：请用几个词，或至少 8 个字符。</translation>
    </message>
    <message>
        <source>Easy to guess: use several words, no runs like 123456 and no repeats.</source>
        <translation>容易被猜到：请用几个词，不要用 123456 这样的连号或重复字符。</translation>
    </message>
    <message>
        <source>This is not the same.</source>
        <translation>两次输入不一样。</translation>
    </message>
</context>
<context>
    <name>NextStepPanel</name>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What is to be done</source>
        <translation>要做什么</translation>
    </message>
    <message>
        <source>{what} in {n} days</source>
        <translation>{n} 天后{what}</translation>
    </message>
    <message>
        <source>{what} tomorrow</source>
        <translation>明天{what}</translation>
    </message>
    <message>
        <source>None</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>Nothing else</source>
        <translation>不另加</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>3 days</source>
        <translation>3 天后</translation>
    </message>
    <message>
        <source>A week</source>
        <translation>一周后</translation>
    </message>
    <message>
        <source>2 weeks</source>
        <translation>两周后</translation>
    </message>
    <message>
        <source>Other day</source>
        <translation>别的日子</translation>
    </message>
    <message>
        <source>Choose a day.</source>
        <translation>选一个日子。</translation>
    </message>
</context>
<context>
    <name>OrderDialog</name>
    <message>
        <source>New order</source>
        <translation>新订单</translation>
    </message>
    <message>
        <source>Return of {number}</source>
        <translation>退货：{number}</translation>
    </message>
    <message>
        <source>Order {number}</source>
        <translation>订单 {number}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Add order</source>
        <translation>添加订单</translation>
    </message>
    <message>
        <source>Record the return</source>
        <translation>记退货</translation>
    </message>
    <message>
        <source>Leave empty for a walk-in customer</source>
        <translation>散客可以不填</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Return …</source>
        <translation>退货…</translation>
    </message>
    <message>
        <source>Goods come back: a new order with these lines below zero</source>
        <translation>货退回来了：按这单开一张数量为负的新订单</translation>
    </message>
    <message>
        <source>Order {number} saved</source>
        <translation>订单 {number} 已保存</translation>
    </message>
    <message>
        <source>Order {number} deleted</source>
        <translation>订单 {number} 已删除</translation>
    </message>
</context>
<context>
    <name>PastWindow</name>
    <message>
        <source>This is the past: {when}. Nothing is changed here.</source>
        <translation>这是过去的数据：{when}。在这里不会改动任何内容。</translation>
    </message>
    <message>
        <source>Search this earlier state</source>
        <translation>在过去的数据里搜索</translation>
    </message>
    <message>
        <source>Give it the values of then</source>
        <translation>改回当时的内容</translation>
    </message>
    <message>
        <source>Back to today</source>
        <translation>回到现在</translation>
    </message>
    <message>
        <source>Nothing found in this earlier state.</source>
        <translation>过去的数据里没有找到。</translation>
    </message>
    <message>
        <source>Customers who are gone or were changed since then:</source>
        <translation>那之后被删除或改动过的客户：</translation>
    </message>
    <message>
        <source>All customers of then are as they are today. {held}</source>
        <translation>当时的客户和现在完全一样。{held}</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>取回</translation>
    </message>
    <message>
        <source>Bring back {n} records</source>
        <translation>取回 {n} 条</translation>
    </message>
    <message>
        <source>With it: {what}</source>
        <translation>一起取回：{what}</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>Bringing back</source>
        <translation>正在取回</translation>
    </message>
    <message>
        <source>It is there already as it was.</source>
        <translation>现在已经有了，和当时一样。</translation>
    </message>
    <message>
        <source>Brought back: {what}</source>
        <translation>已取回：{what}</translation>
    </message>
    <message>
        <source>Brought back.</source>
        <translation>已取回。</translation>
    </message>
</context>
<context>
    <name>PeopleSection</name>
    <message>
        <source>People who work here</source>
        <translation>员工</translation>
    </message>
    <message>
        <source>They look after customers and deals, sell and follow up. Whoever leaves keeps what they did.</source>
        <translation>他们负责客户和商机，卖货，跟进。离职的人，做过的事仍然保留。</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>添加员工</translation>
    </message>
    <message>
        <source>Nobody is listed yet.</source>
        <translation>还没有员工。</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>职务</translation>
    </message>
    <message>
        <source>No longer here</source>
        <translation>已离职</translation>
    </message>
    <message>
        <source>Is at the counter now</source>
        <translation>现在在柜台</translation>
    </message>
    <message>
        <source>no longer here</source>
        <translation>已离职</translation>
    </message>
    <message>
        <source>Works here again</source>
        <translation>又回来了</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Such as owner or sales</source>
        <translation>例如店主、销售</translation>
    </message>
</context>
<context>
    <name>PeriodPicker</name>
    <message>
        <source>Days: {days}</source>
        <translation>时间：{days}</translation>
    </message>
</context>
<context>
    <name>PipelinePage</name>
    <message>
        <source>Pipeline</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>New deal</source>
        <translation>新建商机</translation>
    </message>
    <message>
        <source>No deals yet. Write down who wants what, and drag it on as it gets closer.</source>
        <translation>还没有商机。谁想买什么，先记下来，谈近一步就往右拖一格。</translation>
    </message>
    <message>
        <source>No open deal fits the filter.</source>
        <translation>没有符合条件的商机。</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>“{title}” moved to {stage}</source>
        <translation>“{title}”已移到“{stage}”</translation>
    </message>
    <message>
        <source>{n} deals moved to {stage}</source>
        <translation>{n} 个商机已移到“{stage}”</translation>
    </message>
    <message>
        <source>“{title}” deleted</source>
        <translation>“{title}”已删除</translation>
    </message>
    <message>
        <source>{n} deals deleted</source>
        <translation>{n} 个商机已删除</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Plan next step …</source>
        <translation>安排下一步…</translation>
    </message>
    <message>
        <source>Move to {stage}</source>
        <translation>移到“{stage}”</translation>
    </message>
    <message>
        <source>To another pipeline …</source>
        <translation>移到别的流程…</translation>
    </message>
    <message>
        <source>Won …</source>
        <translation>成交…</translation>
    </message>
    <message>
        <source>Lost …</source>
        <translation>丢单…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>looked after by {name}</source>
        <translation>{name}负责</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>新建客户</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>WeChat</source>
        <translation>微信</translation>
    </message>
    <message>
        <source>Spent in all</source>
        <translation>累计消费</translation>
    </message>
    <message>
        <source>Owed</source>
        <translation>欠款</translation>
    </message>
    <message>
        <source>Last order</source>
        <translation>上次来</translation>
    </message>
    <message>
        <source>{day}, {n} in all</source>
        <translation>{day}，共 {n} 单</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>上次联系</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>To remember</source>
        <translation>嘱咐</translation>
    </message>
</context>
<context>
    <name>ProductDialog</name>
    <message>
        <source>New product</source>
        <translation>新建商品</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Add product</source>
        <translation>添加商品</translation>
    </message>
    <message>
        <source>Still sold</source>
        <translation>还在卖</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品名称</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Margin {left} each ({share})</source>
        <translation>每件毛利 {left}（{share}）</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>已保存：{name}</translation>
    </message>
    <message>
        <source>“{name}” deleted</source>
        <translation>已删除“{name}”</translation>
    </message>
</context>
<context>
    <name>ProductsSection</name>
    <message>
        <source>Products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>What an order can hold. Prices here fill the order form.</source>
        <translation>开单时可选的商品；选中后单价自动填好。</translation>
    </message>
    <message>
        <source>Add a product</source>
        <translation>添加商品</translation>
    </message>
    <message>
        <source>Name, number, category, pinyin</source>
        <translation>名称、编号、分类、拼音</translation>
    </message>
    <message>
        <source>Still sold</source>
        <translation>在售</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>{n} products</source>
        <translation>共 {n} 种商品</translation>
    </message>
    <message>
        <source>1 product</source>
        <translation>共 1 种商品</translation>
    </message>
    <message>
        <source>No products yet. A price list in Excel brings them in at once.</source>
        <translation>还没有商品。有 Excel 价目表的话，一次就能全部导入。</translation>
    </message>
    <message>
        <source>Import a price list</source>
        <translation>导入价目表</translation>
    </message>
    <message>
        <source>No product fits the filter.</source>
        <translation>没有符合条件的商品。</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Loading the list</source>
        <translation>正在读取列表</translation>
    </message>
    <message>
        <source>not sold any more</source>
        <translation>已停售</translation>
    </message>
    <message>
        <source>“{name}” deleted</source>
        <translation>已删除“{name}”</translation>
    </message>
    <message>
        <source>Sold again: {name}</source>
        <translation>恢复销售：{name}</translation>
    </message>
    <message>
        <source>Not sold any more: {name}</source>
        <translation>已停售：{name}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>Not sold any more</source>
        <translation>停售</translation>
    </message>
    <message>
        <source>Sell again</source>
        <translation>恢复销售</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
</context>
<context>
    <name>ProgressPanel</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>正在停下…</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
</context>
<context>
    <name>Prompter</name>
    <message>
        <source>There is a file of this name already. What it holds would be lost.</source>
        <translation>已经有同名文件，覆盖后里面原来的内容就没有了。</translation>
    </message>
    <message>
        <source>Replace “{name}”?</source>
        <translation>覆盖“{name}”吗？</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Set passphrase</source>
        <translation>设密语</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>没有做成</translation>
    </message>
    <message>
        <source>Something went wrong in the program</source>
        <translation>程序出了点问题</translation>
    </message>
    <message>
        <source>Your data is safe: what was saved stays saved. These details name no customer.</source>
        <translation>数据是安全的，保存过的都还在。下面的内容不含客户信息。</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ProtectionDialog</name>
    <message>
        <source>What is protected and what is not</source>
        <translation>哪些受保护，哪些没有</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
</context>
<context>
    <name>QCupsJobWidget</name>
    <message>
        <source>&amp;Start:</source>
        <translation>开始(&amp;S)：</translation>
    </message>
    <message>
        <source>&amp;End:</source>
        <translation>结束(&amp;E)：</translation>
    </message>
    <message>
        <source>Job &amp;priority:</source>
        <translation>优先级(&amp;P)：</translation>
    </message>
    <message>
        <source>Scheduled &amp;printing:</source>
        <translation>定时打印(&amp;P)：</translation>
    </message>
    <message>
        <source>&amp;Billing information:</source>
        <translation>计费信息(&amp;B)：</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查看(&amp;L)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
    </message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
</context>
<context>
    <name>QMessageBox</name>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>QPageSetupWidget</name>
    <message>
        <source>Page &amp;order:</source>
        <translation>页面顺序(&amp;O)：</translation>
    </message>
    <message>
        <source>Pages &amp;per sheet:</source>
        <translation>每张页数(&amp;P)：</translation>
    </message>
</context>
<context>
    <name>QPrintDialog</name>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>QPrintSettingsOutput</name>
    <message>
        <source>Page &amp;Set:</source>
        <translation>页面范围(&amp;S)：</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>RecoveryCodeDialog</name>
    <message>
        <source>Your recovery code</source>
        <translation>您的恢复码</translation>
    </message>
    <message>
        <source>I have kept it</source>
        <translation>我已保存好</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Print it or write it down, and keep it away from this computer.</source>
        <translation>请打印或抄下来，不要和这台电脑放在一起。</translation>
    </message>
    <message>
        <source>It opens your backups when the passphrase is forgotten. It is shown only now; later you can make a new one in Settings, Backup, Passphrase and recovery code.</source>
        <translation>忘了密语时，用它打开备份。它只显示这一次；以后可以在“设置 → 备份 → 密语和恢复码”里换一个新的。</translation>
    </message>
    <message>
        <source>Once you have kept it, the data on this disk is encrypted too. From then on the program asks for the passphrase at every start, unless you let this computer remember it.</source>
        <translation>收好以后，这台电脑上的数据也会加密。从那以后每次打开程序都要输入密语，除非让这台电脑记住它。</translation>
    </message>
    <message>
        <source>Type group {n} again</source>
        <translation>再输一遍第 {n} 组</translation>
    </message>
    <message>
        <source>Save a page to print</source>
        <translation>存成一页打印</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Encrypting the data on this disk</source>
        <translation>正在加密这块磁盘上的数据</translation>
    </message>
    <message>
        <source>Encrypting …</source>
        <translation>正在加密…</translation>
    </message>
    <message>
        <source>The data on this disk could not be encrypted: {why}</source>
        <translation>这块磁盘上的数据未能加密：{why}</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>CRM Desktop</source>
        <translation>客户管家</translation>
    </message>
    <message>
        <source>Recovery code of the backups</source>
        <translation>备份的恢复码</translation>
    </message>
    <message>
        <source>Whoever has this page and a backup can read all customers. Keep it locked away.</source>
        <translation>谁有这页纸和一个备份，谁就能看到全部客户。请锁好。</translation>
    </message>
</context>
<context>
    <name>RecycleBinDialog</name>
    <message>
        <source>Recycle bin</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Nothing deleted is lost. Restored records come back with everything they had.</source>
        <translation>删掉的都还在。恢复后，原来的内容一样不少。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Search what was deleted</source>
        <translation>在删掉的里面找</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Last deleted first</source>
        <translation>最近删除在前</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>彻底删除</translation>
    </message>
    <message>
        <source>Empty the bin</source>
        <translation>清空回收站</translation>
    </message>
    <message>
        <source>{n} more: search for them</source>
        <translation>还有 {n} 条，请搜索查找</translation>
    </message>
    <message>
        <source>Nothing deleted. Whatever is deleted waits here to be restored.</source>
        <translation>没有删除的内容。删掉的会先放在这里，随时可以恢复。</translation>
    </message>
    <message>
        <source>Nothing found here.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>Delete “{name}” for good?</source>
        <translation>彻底删除“{name}”？</translation>
    </message>
    <message>
        <source>Delete {n} records for good?</source>
        <translation>彻底删除 {n} 条记录？</translation>
    </message>
    <message>
        <source>Delete the 1 record in the bin for good?</source>
        <translation>彻底删除回收站里的 1 条记录？</translation>
    </message>
    <message>
        <source>Delete all {n} records in the bin for good?</source>
        <translation>彻底删除回收站里的全部 {n} 条记录？</translation>
    </message>
    <message>
        <source>This can&apos;t be undone. With a customer go its timeline, plans, files and everything the history says about it. Sales and deals stay in the figures, without the name. Backups made before still hold it all.</source>
        <translation>此操作无法撤销。客户的动态、跟进、文件以及历史记录中的全部信息会一并删除；订单和商机仍计入统计，但不再显示姓名。以前的备份里仍保留这些内容。</translation>
    </message>
    <message>
        <source>Deleting for good</source>
        <translation>正在彻底删除</translation>
    </message>
    <message>
        <source>1 record deleted for good.</source>
        <translation>已彻底删除 1 条记录。</translation>
    </message>
    <message>
        <source>{n} records deleted for good.</source>
        <translation>已彻底删除 {n} 条记录。</translation>
    </message>
    <message>
        <source>deleted {when}</source>
        <translation>{when} 删除</translation>
    </message>
    <message>
        <source>Restore {n} records</source>
        <translation>恢复 {n} 条</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>正在恢复</translation>
    </message>
    <message>
        <source>Restored.</source>
        <translation>已恢复。</translation>
    </message>
    <message>
        <source>{n} records restored.</source>
        <translation>已恢复 {n} 条。</translation>
    </message>
</context>
<context>
    <name>RememberBox</name>
    <message>
        <source>Remember the passphrase on this computer</source>
        <translation>在这台电脑上记住密语</translation>
    </message>
</context>
<context>
    <name>ReportOutputs</name>
    <message>
        <source>Export to Excel</source>
        <translation>导出 Excel</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>正在写入 {name}</translation>
    </message>
    <message>
        <source>Everything {day}.xlsx</source>
        <translation>全部资料 {day}.xlsx</translation>
    </message>
    <message>
        <source>Export everything to Excel</source>
        <translation>全部导出到 Excel</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>已保存：{name}</translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Figures of the report</source>
        <translation>报表数字</translation>
    </message>
    <message>
        <source>Export to Excel</source>
        <translation>导出 Excel</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Same days a year before</source>
        <translation>去年同期</translation>
    </message>
    <message>
        <source>No comparison</source>
        <translation>不比较</translation>
    </message>
    <message>
        <source>Against the year before</source>
        <translation>比去年同期</translation>
    </message>
    <message>
        <source>Import an Excel file</source>
        <translation>导入 Excel 表格</translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>Restore a backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>It is opened and checked first, and you see what would change.</source>
        <translation>先打开检查，看清会有什么变化，再决定。</translation>
    </message>
    <message>
        <source>Backups, newest first</source>
        <translation>备份，最新的在前</translation>
    </message>
    <message>
        <source>No backup is known on this computer. Choose a file, for example on a USB stick.</source>
        <translation>这台电脑上没有找到备份。请选一个文件，比如 U 盘上的。</translation>
    </message>
    <message>
        <source>Undo the last restore</source>
        <translation>撤销上次恢复</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>已检查</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>还没检查</translation>
    </message>
    <message>
        <source>lacks a file</source>
        <translation>缺少文件</translation>
    </message>
    <message>
        <source>Opening the backup</source>
        <translation>正在打开备份</translation>
    </message>
</context>
<context>
    <name>RestorePreviewDialog</name>
    <message>
        <source>Back to {when}</source>
        <translation>回到 {when}</translation>
    </message>
    <message>
        <source>Restore this backup</source>
        <translation>恢复这个备份</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>不恢复</translation>
    </message>
    <message>
        <source>Come back</source>
        <translation>会回来</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>会不见</translation>
    </message>
    <message>
        <source>What is there now is kept. If you are not happy afterwards, “Undo restore” brings it back.</source>
        <translation>现在的样子会先存好。恢复后不满意，点“撤销恢复”就换回来。</translation>
    </message>
    <message>
        <source>Only some customers</source>
        <translation>只取回部分客户</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>Opened and checked, sound</source>
        <translation>已打开检查，完好</translation>
    </message>
    <message>
        <source>This backup comes from another shop. Your own backups keep their passphrase.</source>
        <translation>这个备份来自另一家店。您自己的备份仍用原来的密语。</translation>
    </message>
    <message>
        <source>It was made by an older version; the data were brought up to date for this.</source>
        <translation>它是旧版本做的，数据已更新到当前版本。</translation>
    </message>
    <message>
        <source>The present data can&apos;t be read, so everything comes from the backup.</source>
        <translation>现在的数据读不出来，全部内容都取自备份。</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>正在恢复</translation>
    </message>
</context>
<context>
    <name>RestoreTable</name>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>After</source>
        <translation>恢复后</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>相差</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>哪里不一样</translation>
    </message>
</context>
<context>
    <name>RestoredDialog</name>
    <message>
        <source>Back at {when}</source>
        <translation>已回到 {when}</translation>
    </message>
    <message>
        <source>An empty shop</source>
        <translation>空的店铺</translation>
    </message>
    <message>
        <source>What was there before is kept for at least 30 days.</source>
        <translation>之前的数据至少保留 30 天。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Undo restore</source>
        <translation>撤销恢复</translation>
    </message>
</context>
<context>
    <name>RulesSection</name>
    <message>
        <source>A new customer needs</source>
        <translation>新建客户必须填写</translation>
    </message>
    <message>
        <source>A new deal needs</source>
        <translation>新建商机必须填写</translation>
    </message>
    <message>
        <source>The form asks for what is ticked before it saves. What is imported, or there already, may lack it; “Data quality” lists who does.</source>
        <translation>打了勾的项目没填，表单就不能保存。导入的和已有的资料可以缺，“资料体检”会列出是谁。</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Find customers, phone digits, commands</source>
        <translation>搜客户、电话后四位、拼音、命令</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>{n} found</source>
        <translation>{n} 条</translation>
    </message>
</context>
<context>
    <name>SecretEditor</name>
    <message>
        <source>Show what was typed</source>
        <translation>显示输入的内容</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Back up now</source>
        <translation>现在备份</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>ShopSection</name>
    <message>
        <source>Shop</source>
        <translation>店铺</translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation>店铺名称</translation>
    </message>
    <message>
        <source>Stands above the navigation and on reports.</source>
        <translation>显示在左上角和报表上。</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>货币</translation>
    </message>
    <message>
        <source>Amounts keep their numbers when it changes.</source>
        <translation>换货币时，金额的数字不变。</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家或地区</translation>
    </message>
    <message>
        <source>Phone numbers without a country code are read as numbers of here.</source>
        <translation>没写国际区号的电话，按这里的号码处理。</translation>
    </message>
    <message>
        <source>from {n} orders on</source>
        <translation>满 {n} 单起</translation>
    </message>
    <message>
        <source>A customer is loyal</source>
        <translation>算老客户</translation>
    </message>
    <message>
        <source>Opens at</source>
        <translation>开门时间</translation>
    </message>
    <message>
        <source>Closes at</source>
        <translation>关门时间</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>营业时间</translation>
    </message>
    <message>
        <source>What the calendar shows of a day first.</source>
        <translation>日历里一天先看到的就是这一段。</translation>
    </message>
</context>
<context>
    <name>SideStatus</name>
    <message>
        <source>Who is at the counter?</source>
        <translation>谁在柜台？</translation>
    </message>
    <message>
        <source>Add or change people …</source>
        <translation>添加或修改员工…</translation>
    </message>
</context>
<context>
    <name>StagesDialog</name>
    <message>
        <source>Stages of this pipeline</source>
        <translation>这个流程的阶段</translation>
    </message>
    <message>
        <source>A deal goes through them from left to right. Won and lost are always there.</source>
        <translation>商机从左到右一步步走。成交和丢单总是有的。</translation>
    </message>
    <message>
        <source>Save stages</source>
        <translation>保存阶段</translation>
    </message>
    <message>
        <source>Add a stage</source>
        <translation>添加阶段</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Probability in per cent</source>
        <translation>成交概率（百分比）</translation>
    </message>
    <message>
        <source>Idle after days</source>
        <translation>几天没跟进就提醒</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>往前移</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>往后移</translation>
    </message>
    <message>
        <source>Delete stage</source>
        <translation>删除阶段</translation>
    </message>
    <message>
        <source>Probability %</source>
        <translation>成交概率 %</translation>
    </message>
    <message>
        <source>Move its deals to {stage}</source>
        <translation>里面的商机移到“{stage}”</translation>
    </message>
    <message>
        <source>The probability falls along the way. Is that meant?</source>
        <translation>成交概率越往后反而越低，是这样吗？</translation>
    </message>
    <message>
        <source>Stages saved</source>
        <translation>阶段已保存</translation>
    </message>
</context>
<context>
    <name>StrengthBar</name>
    <message>
        <source>Easy to guess</source>
        <translation>容易被猜到</translation>
    </message>
</context>
<context>
    <name>TemplateDialog</name>
    <message>
        <source>Change the text</source>
        <translation>修改常用语</translation>
    </message>
    <message>
        <source>New text</source>
        <translation>新的常用语</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Add the text</source>
        <translation>添上</translation>
    </message>
    <message>
        <source>These are filled in: {places}</source>
        <translation>会自动填上：{places}</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>For</source>
        <translation>用在</translation>
    </message>
    <message>
        <source>Every kind of contact</source>
        <translation>各种联系</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Text kept</source>
        <translation>常用语已存</translation>
    </message>
</context>
<context>
    <name>TemplatesSection</name>
    <message>
        <source>Ready-made texts</source>
        <translation>常用语</translation>
    </message>
    <message>
        <source>For what is written down again and again. On a customer Ctrl+T or a slash offers them.</source>
        <translation>经常要记的话存在这里。记一笔时按 Ctrl+T 或打一个斜杠就能选用。</translation>
    </message>
    <message>
        <source>Add a text</source>
        <translation>添一条</translation>
    </message>
    <message>
        <source>Text deleted</source>
        <translation>常用语已删</translation>
    </message>
</context>
<context>
    <name>TimeTravelDialog</name>
    <message>
        <source>Look into an earlier state</source>
        <translation>查看过去的数据</translation>
    </message>
    <message>
        <source>It opens beside today&apos;s data, to search in it and to bring single records back.</source>
        <translation>在另一个窗口里打开，可以搜索，也可以把单条资料取回来。</translation>
    </message>
    <message>
        <source>backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Begun {when}</source>
        <translation>开始于{when}</translation>
    </message>
    <message>
        <source>kept on this computer</source>
        <translation>保留在这台电脑上</translation>
    </message>
    <message>
        <source>Opening the earlier state</source>
        <translation>正在打开过去的数据</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Log a call, a visit or a message</source>
        <translation>记下一次电话、拜访或消息</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>Done today</source>
        <translation>今天做完了</translation>
    </message>
    <message>
        <source>Get in touch</source>
        <translation>该联系了</translation>
    </message>
    <message>
        <source>Birthdays this week</source>
        <translation>一周内生日</translation>
    </message>
    <message>
        <source>Money to collect</source>
        <translation>该收的钱</translation>
    </message>
    <message>
        <source>Show all who owe</source>
        <translation>看全部欠款的客户</translation>
    </message>
    <message>
        <source>Deals going cold</source>
        <translation>变冷的商机</translation>
    </message>
    <message>
        <source>Missed for a while</source>
        <translation>该来没来的客户</translation>
    </message>
    <message>
        <source>usually · now</source>
        <translation>平均间隔 · 已过</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>… 还有 {n} 位</translation>
    </message>
    <message>
        <source>Dear {name}, happy birthday! We wish you good health and all the best.</source>
        <translation>{name}您好，祝您生日快乐，身体健康，万事如意！</translation>
    </message>
    <message>
        <source> – {shop}</source>
        <translation>——{shop}</translation>
    </message>
    <message>
        <source>Greeting for {name} copied: paste it with Ctrl+V</source>
        <translation>给{name}的祝福已复制，按 Ctrl+V 粘贴</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销（Ctrl+Z）</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Y)</source>
        <translation>重做（Ctrl+Y）</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Show the reminders</source>
        <translation>查看提醒</translation>
    </message>
</context>
<context>
    <name>UnlockDialog</name>
    <message>
        <source>Your data is locked</source>
        <translation>数据已锁定</translation>
    </message>
    <message>
        <source>It lies encrypted on this computer. The passphrase opens it.</source>
        <translation>数据加密保存在这台电脑上，输入密语即可打开。</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>关闭程序</translation>
    </message>
    <message>
        <source>Passphrase or recovery code</source>
        <translation>密语或恢复码</translation>
    </message>
    <message>
        <source>Remember on this computer</source>
        <translation>在这台电脑上记住</translation>
    </message>
    <message>
        <source>Passphrase forgotten? The recovery code on your printed page opens it as well.</source>
        <translation>忘了密语？打印页上的恢复码也能打开。</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>The window is locked</source>
        <translation>窗口已锁定</translation>
    </message>
    <message>
        <source>Everything is as it was, and what runs goes on. The passphrase opens it.</source>
        <translation>一切都保持原样，正在进行的工作会继续。输入密语即可打开。</translation>
    </message>
    <message>
        <source>Too many wrong tries. Wait 1 more second.</source>
        <translation>错误次数太多，请再等 1 秒。</translation>
    </message>
    <message>
        <source>Too many wrong tries. Wait {n} more seconds.</source>
        <translation>错误次数太多，请再等 {n} 秒。</translation>
    </message>
    <message>
        <source>Unlocking …</source>
        <translation>正在解锁…</translation>
    </message>
</context>
<context>
    <name>WonDialog</name>
    <message>
        <source>Won: {title}</source>
        <translation>成交：{title}</translation>
    </message>
    <message>
        <source>Mark as won</source>
        <translation>记为成交</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Closed on</source>
        <translation>成交日期</translation>
    </message>
    <message>
        <source>Write the order now</source>
        <translation>马上开订单</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>“{title}” won</source>
        <translation>“{title}”已成交</translation>
    </message>
</context>
<context>
    <name>WorkbookPasswordDialog</name>
    <message>
        <source>Protect with a password</source>
        <translation>用密码保护</translation>
    </message>
    <message>
        <source>“{name}” is encrypted. Excel, WPS and LibreOffice ask for the password when it is opened.</source>
        <translation>文件“{name}”会加密，Excel、WPS、LibreOffice 打开时要密码。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>A lost password can&apos;t be recovered: nobody can open the workbook then.</source>
        <translation>密码丢了无法找回：那样谁都打不开这个工作簿。</translation>
    </message>
</context>
<context>
    <name>_Foot</name>
    <message>
        <source>choose</source>
        <translation>选</translation>
    </message>
    <message>
        <source>open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>add a note</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Pinyin, last four digits or company</source>
        <translation>拼音首字母、电话后四位、公司都行</translation>
    </message>
</context>
<context>
    <name>activity</name>
    <message>
        <source>This can&apos;t be logged.</source>
        <translation>无法记录。</translation>
    </message>
    <message>
        <source>Choose what it was.</source>
        <translation>请选择类型。</translation>
    </message>
    <message>
        <source>Write what was said.</source>
        <translation>请写下内容。</translation>
    </message>
    <message>
        <source>This entry is no longer there.</source>
        <translation>这条记录已经不在了。</translation>
    </message>
    <message>
        <source>Competitor: {name}</source>
        <translation>竞争对手：{name}</translation>
    </message>
</context>
<context>
    <name>almanac</name>
    <message>
        <source>Minor Cold</source>
        <translation>小寒</translation>
    </message>
    <message>
        <source>Major Cold</source>
        <translation>大寒</translation>
    </message>
    <message>
        <source>Start of Spring</source>
        <translation>立春</translation>
    </message>
    <message>
        <source>Rain Water</source>
        <translation>雨水</translation>
    </message>
    <message>
        <source>Awakening of Insects</source>
        <translation>惊蛰</translation>
    </message>
    <message>
        <source>Spring Equinox</source>
        <translation>春分</translation>
    </message>
    <message>
        <source>Clear and Bright</source>
        <translation>清明</translation>
    </message>
    <message>
        <source>Grain Rain</source>
        <translation>谷雨</translation>
    </message>
    <message>
        <source>Start of Summer</source>
        <translation>立夏</translation>
    </message>
    <message>
        <source>Grain Buds</source>
        <translation>小满</translation>
    </message>
    <message>
        <source>Grain in Ear</source>
        <translation>芒种</translation>
    </message>
    <message>
        <source>Summer Solstice</source>
        <translation>夏至</translation>
    </message>
    <message>
        <source>Minor Heat</source>
        <translation>小暑</translation>
    </message>
    <message>
        <source>Major Heat</source>
        <translation>大暑</translation>
    </message>
    <message>
        <source>Start of Autumn</source>
        <translation>立秋</translation>
    </message>
    <message>
        <source>End of Heat</source>
        <translation>处暑</translation>
    </message>
    <message>
        <source>White Dew</source>
        <translation>白露</translation>
    </message>
    <message>
        <source>Autumn Equinox</source>
        <translation>秋分</translation>
    </message>
    <message>
        <source>Cold Dew</source>
        <translation>寒露</translation>
    </message>
    <message>
        <source>Frost</source>
        <translation>霜降</translation>
    </message>
    <message>
        <source>Start of Winter</source>
        <translation>立冬</translation>
    </message>
    <message>
        <source>Minor Snow</source>
        <translation>小雪</translation>
    </message>
    <message>
        <source>Major Snow</source>
        <translation>大雪</translation>
    </message>
    <message>
        <source>Winter Solstice</source>
        <translation>冬至</translation>
    </message>
    <message>
        <source>Spring Festival</source>
        <translation>春节</translation>
    </message>
    <message>
        <source>Lantern Festival</source>
        <translation>元宵节</translation>
    </message>
    <message>
        <source>Dragon Boat Festival</source>
        <translation>端午节</translation>
    </message>
    <message>
        <source>Qixi Festival</source>
        <translation>七夕</translation>
    </message>
    <message>
        <source>Ghost Festival</source>
        <translation>中元节</translation>
    </message>
    <message>
        <source>Mid-Autumn Festival</source>
        <translation>中秋节</translation>
    </message>
    <message>
        <source>Double Ninth Festival</source>
        <translation>重阳节</translation>
    </message>
    <message>
        <source>Laba Festival</source>
        <translation>腊八节</translation>
    </message>
    <message>
        <source>New Year&apos;s Eve (lunar)</source>
        <translation>除夕</translation>
    </message>
    <message>
        <source>Qingming Festival</source>
        <translation>清明节</translation>
    </message>
    <message>
        <source>New Year&apos;s Day</source>
        <translation>元旦</translation>
    </message>
    <message>
        <source>Valentine&apos;s Day</source>
        <translation>情人节</translation>
    </message>
    <message>
        <source>Women&apos;s Day</source>
        <translation>妇女节</translation>
    </message>
    <message>
        <source>Labour Day</source>
        <translation>劳动节</translation>
    </message>
    <message>
        <source>Children&apos;s Day</source>
        <translation>儿童节</translation>
    </message>
    <message>
        <source>Teachers&apos; Day</source>
        <translation>教师节</translation>
    </message>
    <message>
        <source>National Day</source>
        <translation>国庆节</translation>
    </message>
    <message>
        <source>Double Eleven</source>
        <translation>双十一</translation>
    </message>
    <message>
        <source>Christmas</source>
        <translation>圣诞节</translation>
    </message>
    <message>
        <source>Mother&apos;s Day</source>
        <translation>母亲节</translation>
    </message>
    <message>
        <source>Father&apos;s Day</source>
        <translation>父亲节</translation>
    </message>
    <message>
        <source>Lunar {day}</source>
        <translation>农历{day}</translation>
    </message>
</context>
<context>
    <name>backup</name>
    <message>
        <source>The key in this file is not one that this program made.</source>
        <translation>文件里的密钥不是本程序生成的。</translation>
    </message>
    <message>
        <source>This computer has too much to do to check the passphrase now.</source>
        <translation>这台电脑现在太忙，无法核对密语。</translation>
    </message>
    <message>
        <source>Close other programs or wait a moment, then try again.</source>
        <translation>请关闭其他程序或稍等片刻，再试一次。</translation>
    </message>
    <message>
        <source>Another backup is running.</source>
        <translation>另一个备份正在进行。</translation>
    </message>
    <message>
        <source>The work was broken off: the file is damaged or this computer ran out of memory.</source>
        <translation>处理中断了：文件已损坏，或电脑内存不足。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>什么都没有改动。</translation>
    </message>
    <message>
        <source>The data is too large for one backup file (over 4 GB).</source>
        <translation>数据太大，一个备份文件放不下（超过 4 GB）。</translation>
    </message>
    <message>
        <source>The backup {name} is damaged or incomplete.</source>
        <translation>备份 {name} 已损坏或不完整。</translation>
    </message>
    <message>
        <source>Use another backup. Nothing was changed.</source>
        <translation>请换一个备份。什么都没有改动。</translation>
    </message>
    <message>
        <source>{name} is not a backup of this program.</source>
        <translation>{name} 不是本程序的备份。</translation>
    </message>
    <message>
        <source>Choose a file that ends in .crmbackup.</source>
        <translation>请选择以 .crmbackup 结尾的文件。</translation>
    </message>
    <message>
        <source>The first backup needs a passphrase: it encrypts this and all later ones.</source>
        <translation>第一次备份需要设密语：这次和以后的备份都用它加密。</translation>
    </message>
    <message>
        <source>Choose one that you will not forget, and try again.</source>
        <translation>请设一个不会忘记的密语再试。</translation>
    </message>
    <message>
        <source>This is not the passphrase that the backups of this data are made with.</source>
        <translation>这不是这份数据备份所用的密语。</translation>
    </message>
    <message>
        <source>Use that one, or change it first in Settings under Backup.</source>
        <translation>请用原来的密语，或先在“设置”的“备份”里修改。</translation>
    </message>
    <message>
        <source>No passphrase was set yet.</source>
        <translation>还没有设密语。</translation>
    </message>
    <message>
        <source>The first backup sets it.</source>
        <translation>第一次备份时设定。</translation>
    </message>
    <message>
        <source>A backup can&apos;t be put among the program&apos;s own data.</source>
        <translation>备份不能放在程序自己的数据里。</translation>
    </message>
    <message>
        <source>Choose another folder, best on another drive.</source>
        <translation>请选别的文件夹，最好在另一个磁盘上。</translation>
    </message>
    <message>
        <source>{path} exists already.</source>
        <translation>{path} 已经存在。</translation>
    </message>
    <message>
        <source>Choose another name, or have it replaced.</source>
        <translation>请换个名字，或选择替换。</translation>
    </message>
    <message>
        <source>The folder {path} is not there.</source>
        <translation>找不到文件夹 {path}。</translation>
    </message>
    <message>
        <source>Another backup is setting the passphrase just now.</source>
        <translation>另一个备份正在设定密语。</translation>
    </message>
    <message>
        <source>Another program is changing the keys just now.</source>
        <translation>另一个程序正在更改密钥。</translation>
    </message>
    <message>
        <source>A passphrase is needed.</source>
        <translation>需要密语。</translation>
    </message>
    <message>
        <source>Type the passphrase of the backup, or its recovery code.</source>
        <translation>请输入备份的密语或恢复码。</translation>
    </message>
    <message>
        <source>The recovery code has a typing error.</source>
        <translation>恢复码输错了。</translation>
    </message>
    <message>
        <source>Compare it with the printed one, group by group.</source>
        <translation>请与打印的恢复码逐组核对。</translation>
    </message>
    <message>
        <source>The passphrase is wrong.</source>
        <translation>密语不对。</translation>
    </message>
    <message>
        <source>Type it again (mind capital letters), or use the recovery code.</source>
        <translation>请再输一次（注意大小写），或使用恢复码。</translation>
    </message>
    <message>
        <source>Checking the passphrase</source>
        <translation>正在核对密语</translation>
    </message>
    <message>
        <source>Making the key of the shop</source>
        <translation>正在生成店铺的密钥</translation>
    </message>
    <message>
        <source>Checking the key of the shop</source>
        <translation>正在核对店铺的密钥</translation>
    </message>
    <message>
        <source>Wrapping the key of the shop</source>
        <translation>正在重新保护店铺的密钥</translation>
    </message>
    <message>
        <source>The key files in {path} are damaged or missing.</source>
        <translation>{path} 里的密钥文件已损坏或缺失。</translation>
    </message>
    <message>
        <source>Copy them from a backup: each one holds them.</source>
        <translation>每个备份里都有一份，可从备份中取回。</translation>
    </message>
    <message>
        <source>This file is an encrypted backup made by CRM Desktop. Open it in the program with “Restore a backup” and type the passphrase or the recovery code. How to open it without the program is told below in English.</source>
        <translation>这个文件是客户管家做的加密备份。在程序里用“恢复备份”打开它，输入密语或恢复码。没有本程序时怎样打开，见下面的英文说明。</translation>
    </message>
    <message>
        <source>Bringing the data up to date</source>
        <translation>正在把数据更新到当前版本</translation>
    </message>
    <message>
        <source>There is no restore that could be undone.</source>
        <translation>没有可以撤销的恢复。</translation>
    </message>
    <message>
        <source>This earlier state is not there any more.</source>
        <translation>这个以前的状态已经不在了。</translation>
    </message>
    <message>
        <source>Your data is safe: the newest backup was read back in full.</source>
        <translation>数据是安全的：最新的备份已完整读回并核对。</translation>
    </message>
    <message>
        <source>There is no backup yet. If this computer breaks, everything is lost.</source>
        <translation>还没有备份。这台电脑一旦坏了，所有数据都会丢失。</translation>
    </message>
    <message>
        <source>None of the backups can be reached now: their drive is away or they were removed.</source>
        <translation>现在找不到任何备份：存放备份的磁盘没有连接，或备份已被删除。</translation>
    </message>
    <message>
        <source>The newest backup is {ago}. What was entered since would be lost with this computer.</source>
        <translation>最新的备份是{ago}做的。之后录入的内容会随这台电脑一起丢失。</translation>
    </message>
    <message>
        <source>{drive} is not connected, so the newest backup lies on this computer only.</source>
        <translation>{drive} 没有连接，最新的备份只在这台电脑上。</translation>
    </message>
    <message>
        <source>The newest backup is not on {drive} yet, so it lies on this computer only.</source>
        <translation>最新的备份还没有复制到 {drive}，只在这台电脑上。</translation>
    </message>
    <message>
        <source>{files} is missing on this computer, so the newest backups lack it and don&apos;t count as checked. Bring it back from an earlier state, or remove it from its record.</source>
        <translation>这台电脑上找不到 {files}，所以最新的备份里也没有它，不算已核对。请从以前的状态取回，或在它所属的记录中删掉。</translation>
    </message>
    <message>
        <source>Older copies of the data still lie open on this disk. The next backup removes them.</source>
        <translation>这块磁盘上还有未加密的旧数据，下次备份后会自动清除。</translation>
    </message>
    <message>
        <source>Not on {drive} yet</source>
        <translation>{drive} 上还没有</translation>
    </message>
    <message>
        <source>{drive} is missing</source>
        <translation>{drive} 未连接</translation>
    </message>
    <message>
        <source>Open copies remain</source>
        <translation>还有未加密的旧数据</translation>
    </message>
    <message>
        <source>{ago}, also on {drive}</source>
        <translation>{ago}，{drive} 上也有</translation>
    </message>
    <message>
        <source>Choose a passphrase and back up</source>
        <translation>设一个密语，做一次备份</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>还没有备份</translation>
    </message>
    <message>
        <source>No backup can be reached</source>
        <translation>找不到任何备份</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>现在备份</translation>
    </message>
    <message>
        <source>Backed up</source>
        <translation>备份正常</translation>
    </message>
    <message>
        <source>Everything is in the last backup</source>
        <translation>最近的备份里什么都有</translation>
    </message>
    <message>
        <source>Backup is old</source>
        <translation>备份旧了</translation>
    </message>
    <message>
        <source>{name} and {n} more</source>
        <translation>{name} 等另外 {n} 个文件</translation>
    </message>
    <message>
        <source>A file is missing</source>
        <translation>有文件丢失</translation>
    </message>
    <message>
        <source>The backups lack it</source>
        <translation>备份里也没有</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>1 minute ago</source>
        <translation>1 分钟前</translation>
    </message>
    <message>
        <source>{n} minutes ago</source>
        <translation>{n} 分钟前</translation>
    </message>
    <message>
        <source>1 hour ago</source>
        <translation>1 小时前</translation>
    </message>
    <message>
        <source>{n} hours ago</source>
        <translation>{n} 小时前</translation>
    </message>
    <message>
        <source>1 day ago</source>
        <translation>1 天前</translation>
    </message>
    <message>
        <source>{n} days ago</source>
        <translation>{n} 天前</translation>
    </message>
    <message>
        <source>This is not a database of this program.</source>
        <translation>这不是本程序的数据库。</translation>
    </message>
    <message>
        <source>The database is damaged.</source>
        <translation>数据库已损坏。</translation>
    </message>
    <message>
        <source>Run the repair, or restore a backup. Nothing was changed.</source>
        <translation>请修复，或恢复备份。什么都没有改动。</translation>
    </message>
    <message>
        <source>Copying the data</source>
        <translation>正在复制数据</translation>
    </message>
    <message>
        <source>Checking the copy</source>
        <translation>正在检查副本</translation>
    </message>
    <message>
        <source>Encrypting and writing</source>
        <translation>正在加密写入</translation>
    </message>
    <message>
        <source>Reading the backup</source>
        <translation>正在读取备份</translation>
    </message>
    <message>
        <source>Unpacking and comparing</source>
        <translation>正在解包并比较</translation>
    </message>
    <message>
        <source>Checking what was read</source>
        <translation>正在检查读出的内容</translation>
    </message>
    <message>
        <source>This backup was made by a newer version of CRM Desktop.</source>
        <translation>这个备份是用更新版本的客户管家做的。</translation>
    </message>
    <message>
        <source>Install the newest version, then restore it. Nothing was changed.</source>
        <translation>请先安装最新版本再恢复。什么都没有改动。</translation>
    </message>
    <message>
        <source>Copying the backup to the second place</source>
        <translation>正在把备份复制到第二个位置</translation>
    </message>
    <message>
        <source>The second place can&apos;t be inside the data folder.</source>
        <translation>第二个位置不能在数据文件夹里面。</translation>
    </message>
    <message>
        <source>Choose a USB stick, another drive or a folder that is copied elsewhere.</source>
        <translation>请选择 U 盘、另一块磁盘，或会同步到别处的文件夹。</translation>
    </message>
    <message>
        <source>{drive} is not connected.</source>
        <translation>{drive} 没有连接。</translation>
    </message>
    <message>
        <source>Connect it, or choose another second place in Settings under Backup.</source>
        <translation>请连接它，或在“设置 → 备份”里另选第二个位置。</translation>
    </message>
    <message>
        <source>{drive} did not keep what was written to it.</source>
        <translation>{drive} 没有正确保存写入的内容。</translation>
    </message>
    <message>
        <source>Use another drive: this one is failing.</source>
        <translation>请换一块磁盘：这块快坏了。</translation>
    </message>
    <message>
        <source>Where to keep a second copy of each backup</source>
        <translation>每个备份的第二份放在哪里</translation>
    </message>
</context>
<context>
    <name>calendar</name>
    <message>
        <source>Add a follow-up in words</source>
        <translation>用一句话加跟进</translation>
    </message>
    <message>
        <source>Add: Fri 10am call Anna</source>
        <translation>加一条，如“周五 10点 电话 何佳”</translation>
    </message>
    <message>
        <source>All day</source>
        <translation>全天</translation>
    </message>
    <message>
        <source>Birthdays</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Done: note the result and the next step</source>
        <translation>完成：记下结果和下一步</translation>
    </message>
    <message>
        <source>Follow-ups</source>
        <translation>跟进</translation>
    </message>
    <message>
        <source>Lunar</source>
        <translation>农历</translation>
    </message>
    <message>
        <source>Note and next step …</source>
        <translation>记结果和下一步…</translation>
    </message>
    <message>
        <source>Nothing is planned in this time.</source>
        <translation>这段时间没有安排。</translation>
    </message>
    <message>
        <source>Nothing planned. Double click the day or press Enter.</source>
        <translation>没有安排。双击这一天或按 Enter 添加。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Show customer</source>
        <translation>看客户</translation>
    </message>
    <message>
        <source>The days off of {year} are not announced yet; working weekends are missing.</source>
        <translation>{year}年的放假安排还没公布，调休上班的日子还不知道。</translation>
    </message>
    <message>
        <source>Today, {day}</source>
        <translation>今天 {day}</translation>
    </message>
    <message>
        <source>day off</source>
        <translation>放假</translation>
    </message>
    <message>
        <source>off</source>
        <translation>休</translation>
    </message>
    <message>
        <source>work</source>
        <translation>班</translation>
    </message>
    <message>
        <source>working day</source>
        <translation>上班</translation>
    </message>
    <message>
        <source>{name} in {n} days</source>
        <translation>离{name} {n} 天</translation>
    </message>
    <message>
        <source>{name} tomorrow</source>
        <translation>明天{name}</translation>
    </message>
    <message>
        <source>{n} come again</source>
        <translation>{n} 项会再来</translation>
    </message>
    <message>
        <source>{n} follow-ups</source>
        <translation>{n} 项跟进</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>还有 {n} 项</translation>
    </message>
</context>
<context>
    <name>care</name>
    <message>
        <source>Between 1 and {most} days.</source>
        <translation>请填 1 到 {most} 天。</translation>
    </message>
</context>
<context>
    <name>change</name>
    <message>
        <source>Timeline entry</source>
        <translation>动态记录</translation>
    </message>
    <message>
        <source>Timeline entries</source>
        <translation>动态记录</translation>
    </message>
    <message>
        <source>Order line</source>
        <translation>订单明细</translation>
    </message>
    <message>
        <source>Order lines</source>
        <translation>订单明细</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>回款</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>回款</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Own field</source>
        <translation>自定义字段</translation>
    </message>
    <message>
        <source>Own fields</source>
        <translation>自定义字段</translation>
    </message>
    <message>
        <source>Tie between customers</source>
        <translation>客户关系</translation>
    </message>
    <message>
        <source>Ties between customers</source>
        <translation>客户关系</translation>
    </message>
    <message>
        <source>Pair kept apart</source>
        <translation>确认不同的一对</translation>
    </message>
    <message>
        <source>Pairs kept apart</source>
        <translation>确认不同的几对</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>员工</translation>
    </message>
    <message>
        <source>People</source>
        <translation>员工</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>销售流程</translation>
    </message>
    <message>
        <source>Pipelines</source>
        <translation>销售流程</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>List entry</source>
        <translation>列表选项</translation>
    </message>
    <message>
        <source>List entries</source>
        <translation>列表选项</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Ready-made text</source>
        <translation>常用语</translation>
    </message>
    <message>
        <source>Ready-made texts</source>
        <translation>常用语</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手动修改</translation>
    </message>
    <message>
        <source>Several at once</source>
        <translation>批量修改</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>From a backup</source>
        <translation>从备份恢复</translation>
    </message>
    <message>
        <source>Deleted for good</source>
        <translation>彻底删除</translation>
    </message>
    <message>
        <source>Sample data</source>
        <translation>示例数据</translation>
    </message>
</context>
<context>
    <name>check</name>
    <message>
        <source>Checking the database</source>
        <translation>正在检查数据库</translation>
    </message>
    <message>
        <source>Comparing search and figures with the records</source>
        <translation>正在核对搜索和统计</translation>
    </message>
    <message>
        <source>A key file of the backups is missing in {path}.</source>
        <translation>{path} 里缺少备份的密钥文件。</translation>
    </message>
    <message>
        <source>Remains of an interrupted attempt: {names}.</source>
        <translation>有中断后留下的文件：{names}。</translation>
    </message>
    <message>
        <source>The database is damaged: {what}</source>
        <translation>数据库已损坏：{what}</translation>
    </message>
    <message>
        <source>1 row of {table} points to a missing row of {parent}.</source>
        <translation>{table} 有 1 行指向 {parent} 中不存在的行。</translation>
    </message>
    <message>
        <source>{n} rows of {table} point to a missing row of {parent}.</source>
        <translation>{table} 有 {n} 行指向 {parent} 中不存在的行。</translation>
    </message>
    <message>
        <source>The file {name} is missing or damaged. A look into an earlier state brings it back.</source>
        <translation>文件 {name} 丢失或损坏。可以从以前的状态取回。</translation>
    </message>
    <message>
        <source>The log of changes was altered at entry {n}.</source>
        <translation>改动记录在第 {n} 条被改过。</translation>
    </message>
    <message>
        <source>The search index is damaged: {what}</source>
        <translation>搜索索引已损坏：{what}</translation>
    </message>
    <message>
        <source>The amounts of 1 order are not those of its lines and payments.</source>
        <translation>有 1 张订单的金额与商品明细或收款对不上。</translation>
    </message>
    <message>
        <source>The amounts of {n} orders are not those of their lines and payments.</source>
        <translation>有 {n} 张订单的金额与商品明细或收款对不上。</translation>
    </message>
    <message>
        <source>1 order has lost its lines.</source>
        <translation>有 1 张订单的商品明细丢失了。</translation>
    </message>
    <message>
        <source>{n} orders have lost their lines.</source>
        <translation>有 {n} 张订单的商品明细丢失了。</translation>
    </message>
    <message>
        <source>The search index of {table} is out of date.</source>
        <translation>{table} 的搜索索引不是最新的。</translation>
    </message>
    <message>
        <source>Figures of customers (spent, owed, last contact) are out of date.</source>
        <translation>客户的统计（消费、欠款、最近联系）不是最新的。</translation>
    </message>
    <message>
        <source>Next steps of deals are out of date.</source>
        <translation>商机的下一步不是最新的。</translation>
    </message>
    <message>
        <source>Phones, e-mails or tags are not found as they should be.</source>
        <translation>有电话、邮箱或标签搜不到。</translation>
    </message>
    <message>
        <source>Removed the remains of 1 interrupted attempt.</source>
        <translation>清除了 1 次中断留下的文件。</translation>
    </message>
    <message>
        <source>Removed the remains of {n} interrupted attempts.</source>
        <translation>清除了 {n} 次中断留下的文件。</translation>
    </message>
    <message>
        <source>Nothing could be read any more; everything comes from the state of {made}.</source>
        <translation>已经读不出任何内容；全部取自 {made} 的数据。</translation>
    </message>
    <message>
        <source>Saved {saved} rows of the damaged database; {lost} places could not be read.</source>
        <translation>从损坏的数据库救出 {saved} 行；有 {lost} 处读不出来。</translation>
    </message>
    <message>
        <source>Taken from the state of {made}, without what was changed since: {tables}.</source>
        <translation>取自 {made} 的数据（不含之后的改动）：{tables}。</translation>
    </message>
    <message>
        <source>Lost at most: {tables}.</source>
        <translation>最多丢失：{tables}。</translation>
    </message>
    <message>
        <source>1 row made no sense without what it belonged to and was left out.</source>
        <translation>有 1 行因所属内容丢失而无法保留。</translation>
    </message>
    <message>
        <source>{n} rows made no sense without what they belonged to and were left out.</source>
        <translation>有 {n} 行因所属内容丢失而无法保留。</translation>
    </message>
    <message>
        <source>1 order has lost lines or payments: the missing amount is kept, enter again what it was.</source>
        <translation>有 1 张订单丢了商品明细或收款：缺的金额保留着，请补填。</translation>
    </message>
    <message>
        <source>{n} orders have lost lines or payments: the missing amounts are kept, enter again what they were.</source>
        <translation>有 {n} 张订单丢了商品明细或收款：缺的金额保留着，请补填。</translation>
    </message>
    <message>
        <source>Built the search index and all figures anew.</source>
        <translation>重建了搜索索引和全部统计。</translation>
    </message>
    <message>
        <source>Summed up 1 order again.</source>
        <translation>重新计算了 1 张订单的金额。</translation>
    </message>
    <message>
        <source>Summed up {n} orders again.</source>
        <translation>重新计算了 {n} 张订单的金额。</translation>
    </message>
    <message>
        <source>Removed 1 stored file that nothing needs any more.</source>
        <translation>删除了 1 个不再需要的存档文件。</translation>
    </message>
    <message>
        <source>Removed {n} stored files that nothing needs any more.</source>
        <translation>删除了 {n} 个不再需要的存档文件。</translation>
    </message>
    <message>
        <source>Lost when the data were damaged</source>
        <translation>数据损坏时丢失</translation>
    </message>
</context>
<context>
    <name>choice</name>
    <message>
        <source>Person</source>
        <translation>个人</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>Potential</source>
        <translation>潜在</translation>
    </message>
    <message>
        <source>First purchase</source>
        <translation>首购</translation>
    </message>
    <message>
        <source>Repeat buyer</source>
        <translation>复购</translation>
    </message>
    <message>
        <source>Loyal</source>
        <translation>忠诚</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>流失</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>WeChat</source>
        <translation>微信</translation>
    </message>
    <message>
        <source>Text message</source>
        <translation>短信</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>邮件</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>拜访</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>会面</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>To-do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP 客户</translation>
    </message>
    <message>
        <source>Regular</source>
        <translation>普通客户</translation>
    </message>
    <message>
        <source>Potential customer</source>
        <translation>潜在客户</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Chose a competitor</source>
        <translation>选了竞争对手</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不需要</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>无回应</translation>
    </message>
    <message>
        <source>Product did not fit</source>
        <translation>产品不合适</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>已取消，没有任何改动。</translation>
    </message>
    <message>
        <source>Something unexpected went wrong: {error}.</source>
        <translation>出现了意外错误：{error}。</translation>
    </message>
    <message>
        <source>The window can&apos;t open: this system has no {library}.</source>
        <translation>窗口无法打开：系统缺少 {library}。</translation>
    </message>
    <message>
        <source>Install the package of your system that brings it.</source>
        <translation>请安装系统中提供它的软件包。</translation>
    </message>
    <message>
        <source>Install the package {package}; on Debian and Ubuntu: sudo apt install {package}</source>
        <translation>请安装软件包 {package}；在 Debian 和 Ubuntu 上：sudo apt install {package}</translation>
    </message>
    <message>
        <source>This system is too old for the program: its {library} has no {wanted}.</source>
        <translation>系统版本太旧，程序无法运行：{library} 中没有 {wanted}。</translation>
    </message>
    <message>
        <source>Debian 12, Ubuntu 22.04 or a system as new as these is needed.</source>
        <translation>需要 Debian 12、Ubuntu 22.04 或更新的系统。</translation>
    </message>
    <message>
        <source>the data folder, made if missing (or CRM_DESKTOP_DATA)</source>
        <translation>数据文件夹，没有则新建（或用 CRM_DESKTOP_DATA）</translation>
    </message>
    <message>
        <source>the language of texts and messages</source>
        <translation>文字和提示的语言</translation>
    </message>
    <message>
        <source>take this day for today</source>
        <translation>把这一天当作今天</translation>
    </message>
    <message>
        <source>read the passphrase from a file (or CRM_DESKTOP_PASSPHRASE)</source>
        <translation>从文件读取口令（或用 CRM_DESKTOP_PASSPHRASE）</translation>
    </message>
    <message>
        <source>answer with one JSON object</source>
        <translation>以一个 JSON 对象作答</translation>
    </message>
    <message>
        <source>open the window as an icon, as at log-in</source>
        <translation>以最小化方式打开窗口（开机启动时用）</translation>
    </message>
    <message>
        <source>ask the open window to close</source>
        <translation>请正在运行的窗口关闭</translation>
    </message>
    <message>
        <source>Without a command the window opens; with a backup file it offers to restore it.</source>
        <translation>不带命令时打开窗口；给出备份文件时询问是否恢复。</translation>
    </message>
    <message>
        <source>fill an empty data folder with a believable shop</source>
        <translation>在空的数据文件夹里生成一家示例店铺</translation>
    </message>
    <message>
        <source>bring in a workbook, a text file or contacts</source>
        <translation>导入工作簿、文本文件或通讯录</translation>
    </message>
    <message>
        <source>what was imported so far</source>
        <translation>导入记录</translation>
    </message>
    <message>
        <source>write a list or a report to a file</source>
        <translation>把列表或报表写入文件</translation>
    </message>
    <message>
        <source>write an empty workbook to fill in and import</source>
        <translation>生成一个空白工作簿，填好后即可导入</translation>
    </message>
    <message>
        <source>the records of a list</source>
        <translation>列出一个列表的记录</translation>
    </message>
    <message>
        <source>the fields of a list</source>
        <translation>列出一个列表的字段</translation>
    </message>
    <message>
        <source>search everything</source>
        <translation>搜索全部内容</translation>
    </message>
    <message>
        <source>everything about one customer</source>
        <translation>一位客户的全部信息</translation>
    </message>
    <message>
        <source>run a report</source>
        <translation>运行报表</translation>
    </message>
    <message>
        <source>what was changed</source>
        <translation>查看改动历史</translation>
    </message>
    <message>
        <source>take a change back</source>
        <translation>撤销一次改动</translation>
    </message>
    <message>
        <source>write an encrypted backup and verify it</source>
        <translation>写入加密备份并校验</translation>
    </message>
    <message>
        <source>read a backup in full</source>
        <translation>完整读取并校验备份</translation>
    </message>
    <message>
        <source>put a backup in the place of the data, which is kept</source>
        <translation>用备份替换当前数据（当前数据会保留）</translation>
    </message>
    <message>
        <source>change the passphrase of backups</source>
        <translation>更改备份口令</translation>
    </message>
    <message>
        <source>encrypt the data on this disk, or take that back</source>
        <translation>加密这块磁盘上的数据，或取消加密</translation>
    </message>
    <message>
        <source>look the data over, repair it</source>
        <translation>检查并修复数据</translation>
    </message>
    <message>
        <source>a file for whoever helps, without personal data</source>
        <translation>给帮忙的人看的文件，不含个人资料</translation>
    </message>
    <message>
        <source>pictures of every page and dialog</source>
        <translation>为每个页面和对话框截图</translation>
    </message>
    <message>
        <source>the main job from import to restored backup, with pictures</source>
        <translation>从导入到恢复备份的完整演示，附截图</translation>
    </message>
    <message>
        <source>whether everything that was installed works on this PC</source>
        <translation>检查安装的程序在这台电脑上是否都能正常工作</translation>
    </message>
    <message>
        <source>The passphrase file {path} can&apos;t be read.</source>
        <translation>无法读取口令文件 {path}。</translation>
    </message>
    <message>
        <source>The password file {path} can&apos;t be read.</source>
        <translation>无法读取密码文件 {path}。</translation>
    </message>
    <message>
        <source>There is no password in {path}.</source>
        <translation>{path} 里没有密码。</translation>
    </message>
    <message>
        <source>what becomes of an order whose member is not known</source>
        <translation>会员不存在的订单如何处理</translation>
    </message>
    <message>
        <source>only say what would happen</source>
        <translation>只预告结果，不写入</translation>
    </message>
    <message>
        <source>write the rows with errors there</source>
        <translation>把有错误的行写到这里</translation>
    </message>
    <message>
        <source>Rows read</source>
        <translation>读取行数</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>未变</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>With errors</source>
        <translation>有错误</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>choose from: {names}</source>
        <translation>请从这些中选择：{names}</translation>
    </message>
    <message>
        <source>take the place of a file that is there</source>
        <translation>替换已有的文件</translation>
    </message>
    <message>
        <source>Restored.</source>
        <translation>已恢复。</translation>
    </message>
    <message>
        <source>The new passphrase is missing.</source>
        <translation>缺少新口令。</translation>
    </message>
    <message>
        <source>Give the old one in {old} and the new one in {new}.</source>
        <translation>请在 {old} 中给出旧口令，在 {new} 中给出新口令。</translation>
    </message>
    <message>
        <source>The passphrase was changed. Older backups still open with the old one.</source>
        <translation>口令已更改。较早的备份仍用旧口令打开。</translation>
    </message>
    <message>
        <source>put right what can be put right</source>
        <translation>修复能修复的问题</translation>
    </message>
    <message>
        <source>The data has problems; see the list.</source>
        <translation>数据有问题，请看列表。</translation>
    </message>
    <message>
        <source>A shop with {customers} customers, {deals} deals, {followups} follow-ups and {orders} orders was made.</source>
        <translation>已生成示例店铺：{customers} 位客户、{deals} 个商机、{followups} 条跟进、{orders} 张订单。</translation>
    </message>
    <message>
        <source>A workbook with {columns} columns to fill in: {path}.</source>
        <translation>已生成 {columns} 列的填写模板：{path}。</translation>
    </message>
    <message>
        <source>Details are in {path}.</source>
        <translation>详情见 {path}。</translation>
    </message>
    <message>
        <source>Everything is in order.</source>
        <translation>一切正常。</translation>
    </message>
    <message>
        <source>Everything is in {folder}.</source>
        <translation>全部文件在 {folder}。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Older copies still lie open until the next verified backup.</source>
        <translation>下一次备份核对之前，还有未加密的旧数据。</translation>
    </message>
    <message>
        <source>Rows with a name that somebody has already: {n}</source>
        <translation>与别人同名的行：{n}</translation>
    </message>
    <message>
        <source>Saved to {path} and verified by reading it back.</source>
        <translation>已保存到 {path}，并已读回校验。</translation>
    </message>
    <message>
        <source>Saved to {path}, which lacks what is missing here: {names}</source>
        <translation>已保存到 {path}，但缺少这里已丢失的文件：{names}</translation>
    </message>
    <message>
        <source>Saved to {path}: versions, sizes and the log, nothing about customers.</source>
        <translation>已保存到 {path}：只有版本、大小和日志，没有客户资料。</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>已记住：{name}</translation>
    </message>
    <message>
        <source>The backup can be read in full, but lacks files: {names}</source>
        <translation>备份可以完整读出，但缺少文件：{names}</translation>
    </message>
    <message>
        <source>The backup of {created} is sound.</source>
        <translation>{created} 的备份完好。</translation>
    </message>
    <message>
        <source>The data is encrypted on this disk.</source>
        <translation>这块磁盘上的数据已加密。</translation>
    </message>
    <message>
        <source>The data is not encrypted on this disk; backups are.</source>
        <translation>这块磁盘上的数据没有加密；备份是加密的。</translation>
    </message>
    <message>
        <source>The recovery code opens it too; write it down, it is shown once: {code}</source>
        <translation>恢复码也能打开备份，请抄下来，只显示这一次：{code}</translation>
    </message>
    <message>
        <source>The window is still open; close it first.</source>
        <translation>窗口还开着，请先关闭。</translation>
    </message>
    <message>
        <source>There is no command “{name}”; crm-desktop --help lists them.</source>
        <translation>没有命令“{name}”；crm-desktop --help 可列出全部命令。</translation>
    </message>
    <message>
        <source>There is no screen here. Commands work without one: crm-desktop --help lists them.</source>
        <translation>这里没有屏幕。命令无需屏幕即可使用：crm-desktop --help 可列出全部命令。</translation>
    </message>
    <message>
        <source>To take it back: crm-desktop undo {change}</source>
        <translation>如需撤销：crm-desktop undo {change}</translation>
    </message>
    <message>
        <source>Undone: {rows} rows, as change {change}.</source>
        <translation>已撤销 {rows} 行，记为改动 {change}。</translation>
    </message>
    <message>
        <source>What was there before is kept as {name}.</source>
        <translation>原有数据保留为 {name}。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>a list (customers, deals …)</source>
        <translation>一个列表（customers、deals……）</translation>
    </message>
    <message>
        <source>a list (customers, deals …), report:NAME or everything</source>
        <translation>一个列表（customers、deals …）、report:名称 或 everything（全部）</translation>
    </message>
    <message>
        <source>a word is this choice; + adds it, - leaves its rows out</source>
        <translation>这个词就是某个选项；+ 新增，- 不导这些行</translation>
    </message>
    <message>
        <source>csv: texts that look like formulas as they are, for programs</source>
        <translation>csv：像公式的文字按原样写出，供程序使用</translation>
    </message>
    <message>
        <source>only these, in this order</source>
        <translation>只要这些列，按此顺序</translation>
    </message>
    <message>
        <source>read the file as saved under this name</source>
        <translation>按记住的方式读文件</translation>
    </message>
    <message>
        <source>save how the file was read under this name</source>
        <translation>把这次的读法记下来</translation>
    </message>
    <message>
        <source>the largest first</source>
        <translation>从大到小</translation>
    </message>
    <message>
        <source>the same for one field that names another record</source>
        <translation>对某个关联字段单独规定</translation>
    </message>
    <message>
        <source>the workbook&apos;s password is the first line of FILE</source>
        <translation>工作簿的密码是 FILE 的第一行</translation>
    </message>
    <message>
        <source>there is no font with Chinese characters on this PC</source>
        <translation>这台电脑上没有中文字体</translation>
    </message>
    <message>
        <source>what becomes of new rows with a name that somebody has</source>
        <translation>与别人同名的新行怎么办</translation>
    </message>
    <message>
        <source>what becomes of rows that may be somebody known</source>
        <translation>疑似已有客户的行怎么办</translation>
    </message>
    <message>
        <source>what rows get that say nothing themselves</source>
        <translation>文件里没写时每行填上的值</translation>
    </message>
    <message>
        <source>with overwrite: a blank cell empties what is there</source>
        <translation>配合 overwrite：空单元格清空已有的值</translation>
    </message>
    <message>
        <source>xlsx: encrypt it with the password in the first line of FILE</source>
        <translation>xlsx：用 FILE 第一行的密码加密</translation>
    </message>
    <message>
        <source>{n} records are the same in both folders</source>
        <translation>两个文件夹中的 {n} 条记录完全一致</translation>
    </message>
    <message>
        <source>{path}, {bytes} bytes, passphrase {passphrase}</source>
        <translation>{path}，{bytes} 字节，口令 {passphrase}</translation>
    </message>
    <message>
        <source>{read} rows: {created} new, {updated} changed, {skipped} skipped, {failed} with errors</source>
        <translation>{read} 行：新增 {created}，更新 {updated}，跳过 {skipped}，有错误 {failed}</translation>
    </message>
    <message>
        <source>{rows} rows were written to {path}.</source>
        <translation>已将 {rows} 行写入 {path}。</translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation>显示 {shown} / 共 {total}</translation>
    </message>
    <message>
        <source>“{text}” is no readable text</source>
        <translation>“{text}”不是可读的文字</translation>
    </message>
    <message>
        <source>“{text}” is not a date like 2026-09-23</source>
        <translation>“{text}”不是 2026-09-23 这样的日期</translation>
    </message>
    <message>
        <source>“{text}” is not a day from {first} to {last}</source>
        <translation>“{text}”不在 {first} 到 {last} 之间</translation>
    </message>
    <message>
        <source>“{text}” is not a size like 1280x800</source>
        <translation>“{text}”不是 1280x800 这样的尺寸</translation>
    </message>
    <message>
        <source>“{text}” is not a whole number from {least} on</source>
        <translation>“{text}”不是从 {least} 起的整数</translation>
    </message>
    <message>
        <source>“{text}” is not of the form FIELD:WORD=KEY</source>
        <translation>“{text}”不是“字段:词=选项”的形式</translation>
    </message>
    <message>
        <source>“{text}” is not of the form NAME=VALUE</source>
        <translation>“{text}”不是“名称=值”的形式</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>……还有 {n} 条</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>There is no list called “{name}”.</source>
        <translation>没有名为“{name}”的列表。</translation>
    </message>
    <message>
        <source>There are: {names}.</source>
        <translation>可用的有：{names}。</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>“{value}” can&apos;t be a value of the field {name}.</source>
        <translation>“{value}”不能作为字段 {name} 的值。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>the id, or the customer&apos;s number</source>
        <translation>记录号或客户编号</translation>
    </message>
    <message>
        <source>There is no customer {id}.</source>
        <translation>没有客户 {id}。</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>the names of all reports</source>
        <translation>全部报表的名称</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What it tells</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>A demo shop has at most {n} customers.</source>
        <translation>示例店铺最多 {n} 位客户。</translation>
    </message>
    <message>
        <source>some pictures only, such as customers,pipeline</source>
        <translation>只截取部分页面，例如 customers,pipeline</translation>
    </message>
    <message>
        <source>The picture {path} can&apos;t be written.</source>
        <translation>无法写入图片 {path}。</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>{path} already holds data; the tour needs a folder of its own.</source>
        <translation>{path} 中已有数据，演示需要一个空文件夹。</translation>
    </message>
    <message>
        <source>Nothing could be read from {path}.</source>
        <translation>无法从 {path} 读出任何内容。</translation>
    </message>
    <message>
        <source>The restored data differ from the original.</source>
        <translation>恢复的数据与原数据不一致。</translation>
    </message>
    <message>
        <source>This installation does not work as it should.</source>
        <translation>安装的程序有问题，不能正常工作。</translation>
    </message>
    <message>
        <source>Write its password into a file and name that with --password-file.</source>
        <translation>请把密码写进一个文件，用 --password-file 指定它。</translation>
    </message>
</context>
<context>
    <name>command</name>
    <message>
        <source>Done again: {what}</source>
        <translation>已重做：{what}</translation>
    </message>
    <message>
        <source>Nothing to undo.</source>
        <translation>没有可以撤销的改动。</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>已撤销：{what}</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>正在写报告</translation>
    </message>
    <message>
        <source>ZIP files (*.zip)</source>
        <translation>ZIP 文件 (*.zip)</translation>
    </message>
    <message>
        <source>Nothing to redo.</source>
        <translation>没有可以重做的改动。</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Back to where one was</source>
        <translation>回到刚才的地方</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>The blue button at the upper right</source>
        <translation>右上角的蓝色按钮</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>新建客户</translation>
    </message>
    <message>
        <source>New deal</source>
        <translation>新建商机</translation>
    </message>
    <message>
        <source>New follow-up</source>
        <translation>新建跟进</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>新建订单</translation>
    </message>
    <message>
        <source>New product</source>
        <translation>新建商品</translation>
    </message>
    <message>
        <source>Products and prices</source>
        <translation>商品和价格</translation>
    </message>
    <message>
        <source>Import an Excel file</source>
        <translation>导入 Excel 文件</translation>
    </message>
    <message>
        <source>Imports so far</source>
        <translation>导入记录</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>现在备份</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>Change the backup passphrase</source>
        <translation>修改备份密语</translation>
    </message>
    <message>
        <source>Lock the window now</source>
        <translation>立即锁定窗口</translation>
    </message>
    <message>
        <source>Look into an earlier state</source>
        <translation>查看过去的数据</translation>
    </message>
    <message>
        <source>Move the data to another folder</source>
        <translation>把数据移到别的文件夹</translation>
    </message>
    <message>
        <source>How safe the data is</source>
        <translation>数据有多安全</translation>
    </message>
    <message>
        <source>Practise restoring</source>
        <translation>演练恢复</translation>
    </message>
    <message>
        <source>What is protected and what is not</source>
        <translation>哪些受保护，哪些没有</translation>
    </message>
    <message>
        <source>Encrypt the data on this disk</source>
        <translation>加密这块磁盘上的数据</translation>
    </message>
    <message>
        <source>History of changes</source>
        <translation>改动记录</translation>
    </message>
    <message>
        <source>Recycle bin</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Find look-alikes</source>
        <translation>查找重复客户</translation>
    </message>
    <message>
        <source>Data quality</source>
        <translation>资料体检</translation>
    </message>
    <message>
        <source>Own fields</source>
        <translation>自定义字段</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>切换浅色和深色外观</translation>
    </message>
    <message>
        <source>Light look</source>
        <translation>浅色外观</translation>
    </message>
    <message>
        <source>Dark look</source>
        <translation>深色外观</translation>
    </message>
    <message>
        <source>Look of the system</source>
        <translation>跟随系统外观</translation>
    </message>
    <message>
        <source>Switch to English</source>
        <translation>切换到英文</translation>
    </message>
    <message>
        <source>Switch to Chinese</source>
        <translation>切换到中文</translation>
    </message>
    <message>
        <source>Export everything to Excel</source>
        <translation>全部导出到 Excel</translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation>打开数据文件夹</translation>
    </message>
    <message>
        <source>Save a report for support</source>
        <translation>保存一份给技术支持的报告</translation>
    </message>
    <message>
        <source>About this program</source>
        <translation>关于本程序</translation>
    </message>
    <message>
        <source>People who work here</source>
        <translation>员工</translation>
    </message>
    <message>
        <source>Set up the shop</source>
        <translation>设置店铺</translation>
    </message>
    <message>
        <source>Show the newest data</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>关闭程序</translation>
    </message>
</context>
<context>
    <name>conflict</name>
    <message>
        <source>This record was changed somewhere else in the meantime.</source>
        <translation>这条记录刚刚在别处被改动过。</translation>
    </message>
    <message>
        <source>Open it again and repeat your change.</source>
        <translation>请重新打开后再改一次。</translation>
    </message>
    <message>
        <source>Some of these records were changed afterwards.</source>
        <translation>其中一些记录后来又被改动过。</translation>
    </message>
    <message>
        <source>Undo the later changes first, or keep those records and undo the rest.</source>
        <translation>请先撤销后来的改动，或保留这些记录、撤销其余部分。</translation>
    </message>
    <message>
        <source>Nothing of this change is left: later changes took it back.</source>
        <translation>这次改动已经被后来的改动恢复，没有可以撤销的内容。</translation>
    </message>
    <message>
        <source>Undo those changes first if you want to see it again.</source>
        <translation>如果想恢复它，请先撤销后来的那些改动。</translation>
    </message>
    <message>
        <source>This change was already undone.</source>
        <translation>这次改动已经撤销过了。</translation>
    </message>
    <message>
        <source>Another record now uses the same number.</source>
        <translation>另一条记录现在用着同样的编号。</translation>
    </message>
    <message>
        <source>Change that number first, then undo again.</source>
        <translation>请先改掉那个编号，再撤销。</translation>
    </message>
</context>
<context>
    <name>counted</name>
    <message>
        <source>{n} customers</source>
        <translation>{n} 位客户</translation>
    </message>
    <message>
        <source>{n} deals</source>
        <translation>{n} 笔商机</translation>
    </message>
    <message>
        <source>{n} follow-ups</source>
        <translation>{n} 条跟进</translation>
    </message>
    <message>
        <source>{n} orders</source>
        <translation>{n} 张订单</translation>
    </message>
    <message>
        <source>1 customer</source>
        <translation>1 位客户</translation>
    </message>
    <message>
        <source>1 deal</source>
        <translation>1 个商机</translation>
    </message>
    <message>
        <source>1 follow-up</source>
        <translation>1 条跟进</translation>
    </message>
    <message>
        <source>1 order</source>
        <translation>1 张订单</translation>
    </message>
</context>
<context>
    <name>currency</name>
    <message>
        <source>Chinese yuan</source>
        <translation>人民币</translation>
    </message>
    <message>
        <source>Hong Kong dollar</source>
        <translation>港币</translation>
    </message>
    <message>
        <source>Macanese pataca</source>
        <translation>澳门元</translation>
    </message>
    <message>
        <source>New Taiwan dollar</source>
        <translation>新台币</translation>
    </message>
    <message>
        <source>US dollar</source>
        <translation>美元</translation>
    </message>
    <message>
        <source>Euro</source>
        <translation>欧元</translation>
    </message>
    <message>
        <source>British pound</source>
        <translation>英镑</translation>
    </message>
    <message>
        <source>Japanese yen</source>
        <translation>日元</translation>
    </message>
    <message>
        <source>Singapore dollar</source>
        <translation>新加坡元</translation>
    </message>
    <message>
        <source>Malaysian ringgit</source>
        <translation>马来西亚林吉特</translation>
    </message>
    <message>
        <source>Canadian dollar</source>
        <translation>加拿大元</translation>
    </message>
    <message>
        <source>Australian dollar</source>
        <translation>澳大利亚元</translation>
    </message>
</context>
<context>
    <name>custom</name>
    <message>
        <source>This field can&apos;t be made.</source>
        <translation>无法新建这个字段。</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请给它起个名称。</translation>
    </message>
    <message>
        <source>There is no such kind of field.</source>
        <translation>没有这种类型的字段。</translation>
    </message>
    <message>
        <source>Give at least one choice.</source>
        <translation>请至少给出一个选项。</translation>
    </message>
    <message>
        <source>There is a field called “{name}” already.</source>
        <translation>已经有名为“{name}”的字段。</translation>
    </message>
    <message>
        <source>Answer with yes or no.</source>
        <translation>请填“是”或“否”。</translation>
    </message>
</context>
<context>
    <name>customer</name>
    <message>
        <source>A name is needed.</source>
        <translation>请填写姓名。</translation>
    </message>
    <message>
        <source>Another customer has this number.</source>
        <translation>这个编号已被另一位客户使用。</translation>
    </message>
    <message>
        <source>Some fields need another look.</source>
        <translation>有些内容需要再看一下。</translation>
    </message>
    <message>
        <source>This text is too long.</source>
        <translation>文字太长。</translation>
    </message>
    <message>
        <source>“{value}” is not in the list.</source>
        <translation>“{value}”不在列表中。</translation>
    </message>
    <message>
        <source>“{value}” is not an e-mail address.</source>
        <translation>“{value}”不是邮箱地址。</translation>
    </message>
    <message>
        <source>Nobody can refer themselves.</source>
        <translation>介绍人不能是本人。</translation>
    </message>
    <message>
        <source>There is no such customer.</source>
        <translation>没有这位客户。</translation>
    </message>
    <message>
        <source>Several customers are called “{value}”: use the number.</source>
        <translation>有多位客户叫“{value}”，请用编号。</translation>
    </message>
    <message>
        <source>There is no customer called “{value}”.</source>
        <translation>没有叫“{value}”的客户。</translation>
    </message>
    <message>
        <source>This field is every customer&apos;s own.</source>
        <translation>这一项是每位客户自己的，不能一起改。</translation>
    </message>
</context>
<context>
    <name>customer_note</name>
    <message>
        <source>Last contacts</source>
        <translation>最近联系</translation>
    </message>
    <message>
        <source>Likes: {text}</source>
        <translation>喜好：{text}</translation>
    </message>
    <message>
        <source>{day}, {type}: {said}</source>
        <translation>{day} {type}：{said}</translation>
    </message>
</context>
<context>
    <name>customers</name>
    <message>
        <source>Tags to add</source>
        <translation>要加的标签</translation>
    </message>
    <message>
        <source>Who looks after them</source>
        <translation>由谁负责</translation>
    </message>
    <message>
        <source> and {n} more</source>
        <translation>，还有 {n} 位</translation>
    </message>
    <message>
        <source>, mostly {product}</source>
        <translation>，多半是{product}</translation>
    </message>
    <message>
        <source>1 customer changed</source>
        <translation>已修改 1 位客户</translation>
    </message>
    <message>
        <source>1 row copied</source>
        <translation>已复制 1 行</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>填写</translation>
    </message>
    <message>
        <source>Add a fact</source>
        <translation>添一项资料</translation>
    </message>
    <message>
        <source>Add tags</source>
        <translation>加标签</translation>
    </message>
    <message>
        <source>Add to “{name}”</source>
        <translation>加入“{name}”</translation>
    </message>
    <message>
        <source>All {what}</source>
        <translation>全部{what}</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Assign the {n} ticked customers</source>
        <translation>分派勾选的 {n} 位客户</translation>
    </message>
    <message>
        <source>Assign {n} customers</source>
        <translation>分派 {n} 位客户</translation>
    </message>
    <message>
        <source>Assigning customers</source>
        <translation>正在分配客户</translation>
    </message>
    <message>
        <source>Bought</source>
        <translation>买过</translation>
    </message>
    <message>
        <source>Came once, {since}; bought for {amount}</source>
        <translation>来过 1 次，{since}；买了 {amount}</translation>
    </message>
    <message>
        <source>Came {n} times, every {usual} days on average, {since}; bought for {amount} in all</source>
        <translation>来过 {n} 次，平均 {usual} 天一次，{since}；累计买了 {amount}</translation>
    </message>
    <message>
        <source>Came {n} times, {since}; bought for {amount} in all</source>
        <translation>来过 {n} 次，{since}；累计买了 {amount}</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Change a field of the {n} ticked customers</source>
        <translation>修改勾选的 {n} 位客户的一个字段</translation>
    </message>
    <message>
        <source>Change a field of {n} customers</source>
        <translation>修改 {n} 位客户的一个字段</translation>
    </message>
    <message>
        <source>Change this cell</source>
        <translation>修改这一格</translation>
    </message>
    <message>
        <source>Change to what is shown</source>
        <translation>改成现在的样子</translation>
    </message>
    <message>
        <source>Change {n} customers</source>
        <translation>修改 {n} 位客户</translation>
    </message>
    <message>
        <source>Change “{name}” to what is shown</source>
        <translation>把“{name}”改成现在的样子</translation>
    </message>
    <message>
        <source>Changing customers</source>
        <translation>正在修改客户</translation>
    </message>
    <message>
        <source>Changing the segment</source>
        <translation>正在修改分组</translation>
    </message>
    <message>
        <source>Checked {day}</source>
        <translation>{day} 核实过</translation>
    </message>
    <message>
        <source>Choose a day.</source>
        <translation>选一个日子。</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Compare and merge</source>
        <translation>对比并合并</translation>
    </message>
    <message>
        <source>Copied: {text}</source>
        <translation>已复制：{text}</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the row</source>
        <translation>复制这一行</translation>
    </message>
    <message>
        <source>Copy {n} rows</source>
        <translation>复制 {n} 行</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>正在复制</translation>
    </message>
    <message>
        <source>Customer record</source>
        <translation>客户资料</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Deal lost: {title}</source>
        <translation>丢单：{title}</translation>
    </message>
    <message>
        <source>Deal won: {title}</source>
        <translation>成交：{title}</translation>
    </message>
    <message>
        <source>Deal: {title}</source>
        <translation>商机：{title}</translation>
    </message>
    <message>
        <source>Delete the {n} ticked customers</source>
        <translation>删除勾选的 {n} 位客户</translation>
    </message>
    <message>
        <source>Delete view</source>
        <translation>删除视图</translation>
    </message>
    <message>
        <source>Delete {n} customers</source>
        <translation>删除 {n} 位客户</translation>
    </message>
    <message>
        <source>Deleting customers</source>
        <translation>正在删除客户</translation>
    </message>
    <message>
        <source>Discount on the order</source>
        <translation>整单优惠</translation>
    </message>
    <message>
        <source>Enter a value, or choose Clear.</source>
        <translation>填一个值，或选“清空”。</translation>
    </message>
    <message>
        <source>Enter something first.</source>
        <translation>请先填写。</translation>
    </message>
    <message>
        <source>Everything in one workbook</source>
        <translation>全部内容，一个工作簿</translation>
    </message>
    <message>
        <source>Everything known about this customer is still right</source>
        <translation>这位客户的资料都还正确</translation>
    </message>
    <message>
        <source>Exactly these {n} people, a fixed segment</source>
        <translation>就是这 {n} 个人，固定分组</translation>
    </message>
    <message>
        <source>Export customers</source>
        <translation>导出客户</translation>
    </message>
    <message>
        <source>Export the {n} ticked customers</source>
        <translation>导出勾选的 {n} 位客户</translation>
    </message>
    <message>
        <source>Export {n} customers</source>
        <translation>导出 {n} 位客户</translation>
    </message>
    <message>
        <source>Exporting customers</source>
        <translation>正在导出客户</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>排跟进</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Has not bought anything yet; last contact {day}.</source>
        <translation>还没有买过东西；上次联系是{day}。</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Is it {name}? Already in the list</source>
        <translation>是{name}吗？列表里已经有了</translation>
    </message>
    <message>
        <source>It was never anything else.</source>
        <translation>从没改过。</translation>
    </message>
    <message>
        <source>Keep a file</source>
        <translation>存一个文件</translation>
    </message>
    <message>
        <source>Keep these people as a fixed segment</source>
        <translation>把这些人存为固定分组</translation>
    </message>
    <message>
        <source>Logged; next step {day}</source>
        <translation>已记下；下一步 {day}</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Record payment</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>放进分组</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>对账单</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>打标签</translation>
    </message>
    <message>
        <source>These {n} customers</source>
        <translation>这 {n} 位客户</translation>
    </message>
    <message>
        <source>These {n} customers, the columns shown</source>
        <translation>这 {n} 位客户，只要显示的列</translation>
    </message>
    <message>
        <source>These {n} customers, with a password …</source>
        <translation>这 {n} 位客户，加密码…</translation>
    </message>
    <message>
        <source>Ticked</source>
        <translation>已选合计</translation>
    </message>
    <message>
        <source>now 1 day away</source>
        <translation>现在 1 天没来</translation>
    </message>
    <message>
        <source>{n} customers changed</source>
        <translation>已修改 {n} 位客户</translation>
    </message>
    <message>
        <source>“{text}” is nowhere among the customers of these conditions.</source>
        <translation>符合这些条件的客户里没有“{text}”。</translation>
    </message>
    <message>
        <source>“{text}” was not found with any customer.</source>
        <translation>没有找到“{text}”。</translation>
    </message>
    <message>
        <source>Move to the left</source>
        <translation>往左移</translation>
    </message>
    <message>
        <source>Move to the right</source>
        <translation>往右移</translation>
    </message>
    <message>
        <source>Never verified</source>
        <translation>从未核实过</translation>
    </message>
    <message>
        <source>New customer like this one</source>
        <translation>照这位新建客户</translation>
    </message>
    <message>
        <source>New customer with the e-mail {text}</source>
        <translation>用邮箱 {text} 新建客户</translation>
    </message>
    <message>
        <source>New customer with the phone {text}</source>
        <translation>用电话 {text} 新建客户</translation>
    </message>
    <message>
        <source>New customer “{text}”</source>
        <translation>新建客户“{text}”</translation>
    </message>
    <message>
        <source>New fixed segment</source>
        <translation>新的固定分组</translation>
    </message>
    <message>
        <source>No customers yet. Drop your Excel file here: doubles and typing errors are found for you.</source>
        <translation>还没有客户。把 Excel 表拖进来，重复的和写错的我们帮您挑出来。</translation>
    </message>
    <message>
        <source>Not verified since {day}</source>
        <translation>{day} 以后没核实过</translation>
    </message>
    <message>
        <source>Nothing to change: it is so already.</source>
        <translation>不用改：本来就是这样。</translation>
    </message>
    <message>
        <source>On which day</source>
        <translation>哪一天</translation>
    </message>
    <message>
        <source>One field, the same for all of them</source>
        <translation>一个字段，全部改成一样</translation>
    </message>
    <message>
        <source>Open the web page</source>
        <translation>打开网页</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>打开{name}</translation>
    </message>
    <message>
        <source>Order {number}</source>
        <translation>订单 {number}</translation>
    </message>
    <message>
        <source>Own fields</source>
        <translation>自定义资料</translation>
    </message>
    <message>
        <source>People</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Pictures and documents</source>
        <translation>图片和文档</translation>
    </message>
    <message>
        <source>Plan a follow-up for the {n} ticked customers</source>
        <translation>为勾选的 {n} 位客户安排跟进</translation>
    </message>
    <message>
        <source>Plan a follow-up for {n} customers</source>
        <translation>为 {n} 位客户安排跟进</translation>
    </message>
    <message>
        <source>Plan for {n} customers</source>
        <translation>为 {n} 位客户安排</translation>
    </message>
    <message>
        <source>Planning follow-ups</source>
        <translation>正在安排跟进</translation>
    </message>
    <message>
        <source>Put the {n} ticked customers into a segment</source>
        <translation>把勾选的 {n} 位客户放进分组</translation>
    </message>
    <message>
        <source>Put {n} customers into a segment</source>
        <translation>把 {n} 位客户放进分组</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>Rename view</source>
        <translation>视图改名</translation>
    </message>
    <message>
        <source>Rename, move or delete this view</source>
        <translation>改名、移动或删除这个视图</translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation>换成</translation>
    </message>
    <message>
        <source>Save as a new view</source>
        <translation>另存为新视图</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>存为视图</translation>
    </message>
    <message>
        <source>Saving the segment</source>
        <translation>正在保存分组</translation>
    </message>
    <message>
        <source>Say in a few words what is to be done.</source>
        <translation>用几个字写下要做什么。</translation>
    </message>
    <message>
        <source>Set to</source>
        <translation>改为</translation>
    </message>
    <message>
        <source>Still right</source>
        <translation>仍然正确</translation>
    </message>
    <message>
        <source>Tag the {n} ticked customers</source>
        <translation>给勾选的 {n} 位客户加标签</translation>
    </message>
    <message>
        <source>Tag {n} customers</source>
        <translation>给 {n} 位客户加标签</translation>
    </message>
    <message>
        <source>Tagging customers</source>
        <translation>正在打标签</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>去掉</translation>
    </message>
    <message>
        <source>Take out of “{name}”</source>
        <translation>移出“{name}”</translation>
    </message>
    <message>
        <source>Take {name} away</source>
        <translation>去掉 {name}</translation>
    </message>
    <message>
        <source>The file is taken away</source>
        <translation>文件已去掉</translation>
    </message>
    <message>
        <source>The first {n} of {total} rows copied; export takes all of them</source>
        <translation>已复制前 {n} 行（共 {total} 行）；导出可取得全部</translation>
    </message>
    <message>
        <source>The same next step for all of them</source>
        <translation>给他们安排同一件事</translation>
    </message>
    <message>
        <source>The view needs a name.</source>
        <translation>视图要有一个名称。</translation>
    </message>
    <message>
        <source>View changed: {name}</source>
        <translation>视图已修改：{name}</translation>
    </message>
    <message>
        <source>View deleted: {name}</source>
        <translation>视图已删除：{name}</translation>
    </message>
    <message>
        <source>Views that do not fit here</source>
        <translation>这里放不下的视图</translation>
    </message>
    <message>
        <source>What it was before</source>
        <translation>以前是什么</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>要做什么</translation>
    </message>
    <message>
        <source>What to do with it</source>
        <translation>怎么改</translation>
    </message>
    <message>
        <source>Whoever fits the conditions at the time</source>
        <translation>随时符合条件的人</translation>
    </message>
    <message>
        <source>all {n} selected</source>
        <translation>已全选 {n} 位</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>{kind}: {title}</source>
        <translation>{kind}：{title}</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>直到{day}</translation>
    </message>
    <message>
        <source>until {day} · {name}</source>
        <translation>直到{day} · {name}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{name} changed</source>
        <translation>{name} 已修改</translation>
    </message>
    <message>
        <source>{name} is in the list</source>
        <translation>{name} 已在列表里</translation>
    </message>
    <message>
        <source>{name} is in the recycle bin</source>
        <translation>{name} 已放进回收站</translation>
    </message>
    <message>
        <source>{name} is kept here</source>
        <translation>{name} 已存好</translation>
    </message>
    <message>
        <source>{name}, as of now</source>
        <translation>{name}（此刻）</translation>
    </message>
    <message>
        <source>{n} added to {name}</source>
        <translation>{n} 位已加入“{name}”</translation>
    </message>
    <message>
        <source>{n} customers</source>
        <translation>共 {n} 位客户</translation>
    </message>
    <message>
        <source>{n} customers are in the recycle bin</source>
        <translation>{n} 位客户已放进回收站</translation>
    </message>
    <message>
        <source>{n} customers written to {name}</source>
        <translation>已把 {n} 位客户写进 {name}</translation>
    </message>
    <message>
        <source>{n} files are kept here</source>
        <translation>已存下 {n} 个文件</translation>
    </message>
    <message>
        <source>{n} rows copied</source>
        <translation>已复制 {n} 行</translation>
    </message>
    <message>
        <source>{n} selected</source>
        <translation>已选 {n} 位</translation>
    </message>
    <message>
        <source>{n} taken out of {name}</source>
        <translation>{n} 位已移出“{name}”</translation>
    </message>
    <message>
        <source>{n} times</source>
        <translation>{n} 次</translation>
    </message>
    <message>
        <source>{n} times, every {days} days</source>
        <translation>{n} 次，{days} 天一次</translation>
    </message>
    <message>
        <source>{title} before</source>
        <translation>以前的{title}</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>视图名称</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>累计消费</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下次跟进</translation>
    </message>
    <message>
        <source>Comes every … days</source>
        <translation>几天来一次</translation>
    </message>
    <message>
        <source>Press Enter to change it</source>
        <translation>按 Enter 修改</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系</translation>
    </message>
    <message>
        <source>What we know</source>
        <translation>喜好</translation>
    </message>
    <message>
        <source>Between us</source>
        <translation>往来</translation>
    </message>
    <message>
        <source>Filter: name, pinyin, phone</source>
        <translation>在列表里筛：姓名、拼音、电话</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Everybody who ordered before and not in the last 60 days. Today counts those who are late for their own rhythm, the report “Who may be leaving” those twice as late as usual.</source>
        <translation>下过单、但最近 60 天没下单的所有人。“今天”数的是超过自己平时间隔的人；报表“谁快走了”数的是隔了平时两倍以上的人。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Due this week</source>
        <translation>本周要跟进</translation>
    </message>
    <message>
        <source>Owing</source>
        <translation>有欠款</translation>
    </message>
    <message>
        <source>Not seen lately</source>
        <translation>久未到店</translation>
    </message>
    <message>
        <source>1 customer</source>
        <translation>共 1 位客户</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Edit customer</source>
        <translation>修改客户</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>新建客户</translation>
    </message>
    <message>
        <source>Save customer</source>
        <translation>保存客户</translation>
    </message>
    <message>
        <source>Mobile or landline</source>
        <translation>手机或座机</translation>
    </message>
    <message>
        <source>A day, “tomorrow”, “Friday” or +7</source>
        <translation>日期，或“明天”“周五”“+7”</translation>
    </message>
    <message>
        <source>Import customers</source>
        <translation>导入客户表</translation>
    </message>
    <message>
        <source>Nobody fits these conditions.</source>
        <translation>没有符合这些条件的客户。</translation>
    </message>
    <message>
        <source>Show everybody</source>
        <translation>显示全部客户</translation>
    </message>
    <message>
        <source>Note a call</source>
        <translation>记一个电话</translation>
    </message>
    <message>
        <source>Plan a follow-up</source>
        <translation>安排跟进</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Loading the list</source>
        <translation>正在读取列表</translation>
    </message>
    <message>
        <source>Adding up</source>
        <translation>正在合计</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>正在计数</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>New deal</source>
        <translation>新商机</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>新订单</translation>
    </message>
    <message>
        <source>Copy the phone number</source>
        <translation>复制电话</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>推迟</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>安排</translation>
    </message>
    <message>
        <source>No next step</source>
        <translation>没有下一步</translation>
    </message>
    <message>
        <source>Some day</source>
        <translation>日期未定</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>In three days</source>
        <translation>三天后</translation>
    </message>
    <message>
        <source>Next Monday</source>
        <translation>下周一</translation>
    </message>
    <message>
        <source>In a month</source>
        <translation>一个月后</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Brought back.</source>
        <translation>已恢复。</translation>
    </message>
    <message>
        <source>What was said? One sentence, Enter logs it</source>
        <translation>刚才说了什么？写一句，Enter 记下</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>说了什么</translation>
    </message>
    <message>
        <source>Ask again, send the offer …</source>
        <translation>再问一次、发报价……</translation>
    </message>
    <message>
        <source>Friday, +7, 10-8</source>
        <translation>周五、+7、10-8</translation>
    </message>
    <message>
        <source>Day of the next step</source>
        <translation>下一步的日期</translation>
    </message>
    <message>
        <source>On which day?</source>
        <translation>哪一天？</translation>
    </message>
    <message>
        <source>Write what was said.</source>
        <translation>写一下说了什么。</translation>
    </message>
    <message>
        <source>Logged</source>
        <translation>已记下</translation>
    </message>
    <message>
        <source>Back to the list (Esc)</source>
        <translation>回到列表（Esc）</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Deals</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Follow-ups</source>
        <translation>跟进</translation>
    </message>
    <message>
        <source>in the recycle bin</source>
        <translation>在回收站里</translation>
    </message>
    <message>
        <source>This customer is no longer there.</source>
        <translation>这位客户已经不在了。</translation>
    </message>
    <message>
        <source>No deals with this customer.</source>
        <translation>和这位客户还没有商机。</translation>
    </message>
    <message>
        <source>Nothing bought yet.</source>
        <translation>还没有买过东西。</translation>
    </message>
    <message>
        <source>No follow-ups.</source>
        <translation>没有跟进。</translation>
    </message>
    <message>
        <source>New follow-up</source>
        <translation>新跟进</translation>
    </message>
    <message>
        <source>Edit everything</source>
        <translation>修改全部资料</translation>
    </message>
    <message>
        <source>Facts are still right</source>
        <translation>资料核对无误</translation>
    </message>
    <message>
        <source>Look among all customers</source>
        <translation>在全部客户里找</translation>
    </message>
    <message>
        <source>Merge the {n} ticked customers</source>
        <translation>合并勾选的 {n} 位客户</translation>
    </message>
    <message>
        <source>Merge {n} customers</source>
        <translation>合并 {n} 位客户</translation>
    </message>
    <message>
        <source>No files yet. Drag one here: pictures, PDF, text, Excel, Word; up to 25 MB.</source>
        <translation>还没有文件。拖到这里就行：图片、PDF、文本、Excel、Word，每个不超过 25 MB。</translation>
    </message>
    <message>
        <source>Noted: checked today.</source>
        <translation>已记下：今天核对过。</translation>
    </message>
    <message>
        <source>Put off</source>
        <translation>已推迟</translation>
    </message>
    <message>
        <source>View saved: {name}</source>
        <translation>已存为视图：{name}</translation>
    </message>
    <message>
        <source>and {n} more lines</source>
        <translation>还有 {n} 行</translation>
    </message>
    <message>
        <source>next {day}</source>
        <translation>下次 {day}</translation>
    </message>
    <message>
        <source>now {n} days away</source>
        <translation>现在 {n} 天没来</translation>
    </message>
    <message>
        <source>Has not bought anything yet.</source>
        <translation>还没有买过东西。</translation>
    </message>
    <message>
        <source>here today</source>
        <translation>今天来过</translation>
    </message>
    <message>
        <source>.</source>
        <translation>。</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>到店记录</translation>
    </message>
    <message>
        <source>{day} first visit</source>
        <translation>{day} 第一次来</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>{day} due</source>
        <translation>{day}该来</translation>
    </message>
    <message>
        <source>{day} expected</source>
        <translation>{day}会来</translation>
    </message>
    <message>
        <source>{day} last visit</source>
        <translation>{day} 最近一次</translation>
    </message>
    <message>
        <source>Nothing has been noted yet. The first call or visit goes into the field above.</source>
        <translation>还没有记录。第一个电话或到店，写在上面那一栏。</translation>
    </message>
</context>
<context>
    <name>database</name>
    <message>
        <source>The database engine of this installation is too old.</source>
        <translation>安装的数据库引擎版本过旧。</translation>
    </message>
    <message>
        <source>Something else is writing to the shop&apos;s data just now.</source>
        <translation>另一个程序正在写入店铺数据。</translation>
    </message>
    <message>
        <source>Wait for it to finish, then try again.</source>
        <translation>请等它完成后再试。</translation>
    </message>
    <message>
        <source>The disk that holds {place} is full. Nothing was changed.</source>
        <translation>{place} 所在的磁盘已满，没有任何改动。</translation>
    </message>
    <message>
        <source>Free some space there, then try again.</source>
        <translation>请腾出一些空间后再试。</translation>
    </message>
    <message>
        <source>{place} can&apos;t be written to. Nothing was changed.</source>
        <translation>无法写入 {place}，没有任何改动。</translation>
    </message>
    <message>
        <source>Check the rights of that folder, or choose another one.</source>
        <translation>请检查该文件夹的权限，或换一个文件夹。</translation>
    </message>
    <message>
        <source>The shop&apos;s data file is damaged.</source>
        <translation>店铺的数据文件已损坏。</translation>
    </message>
    <message>
        <source>Restore the last backup, or run the repair.</source>
        <translation>请恢复最近的备份，或运行修复。</translation>
    </message>
    <message>
        <source>{path} belongs to another program.</source>
        <translation>{path} 属于另一个程序。</translation>
    </message>
    <message>
        <source>This data was last used with a newer version of CRM Desktop.</source>
        <translation>这些数据由更新版本的客户管家使用过。</translation>
    </message>
    <message>
        <source>Install the newest version, then open it again. Nothing was changed.</source>
        <translation>请安装最新版本后再打开。没有任何改动。</translation>
    </message>
    <message>
        <source>The shop&apos;s data was replaced in the meantime.</source>
        <translation>店铺数据刚刚被替换。</translation>
    </message>
    <message>
        <source>Open it again and repeat your change.</source>
        <translation>请重新打开后再改一次。</translation>
    </message>
    <message>
        <source>The shop&apos;s data file is empty.</source>
        <translation>店铺的数据文件是空的。</translation>
    </message>
</context>
<context>
    <name>datafolder</name>
    <message>
        <source>There is no shop data in {path} yet.</source>
        <translation>{path} 里还没有店铺数据。</translation>
    </message>
    <message>
        <source>The pointer to the current data is missing in {path}.</source>
        <translation>{path} 里缺少指向当前数据的文件。</translation>
    </message>
    <message>
        <source>The pointer to the current data in {path} can&apos;t be read.</source>
        <translation>{path} 里指向当前数据的文件读不出来。</translation>
    </message>
    <message>
        <source>The current data is missing in {path}.</source>
        <translation>{path} 里的当前数据不见了。</translation>
    </message>
    <message>
        <source>The database is missing in {path}.</source>
        <translation>{path} 里的数据库不见了。</translation>
    </message>
    <message>
        <source>The database in {path} is empty or cut off.</source>
        <translation>{path} 里的数据库是空的或不完整。</translation>
    </message>
    <message>
        <source>The new data in {path} has no database.</source>
        <translation>{path} 里的新数据没有数据库。</translation>
    </message>
    <message>
        <source>The program is open on this data already.</source>
        <translation>这份数据已经在程序里打开了。</translation>
    </message>
    <message>
        <source>Use the window that is open, or close it and try again.</source>
        <translation>请使用已打开的窗口，或关闭它再试。</translation>
    </message>
    <message>
        <source>Nothing was changed. Restore a backup, or go back to an earlier state of the data.</source>
        <translation>什么都没有改动。可以恢复备份，或回到数据以前的状态。</translation>
    </message>
</context>
<context>
    <name>date</name>
    <message>
        <source>This is not a date</source>
        <translation>不是日期</translation>
    </message>
    <message>
        <source>This is not a time</source>
        <translation>不是时间</translation>
    </message>
    <message>
        <source>The year is missing</source>
        <translation>没有年份</translation>
    </message>
    <message>
        <source>There is no such day</source>
        <translation>没有这一天</translation>
    </message>
    <message>
        <source>There is no month {month}</source>
        <translation>没有 {month} 月</translation>
    </message>
    <message>
        <source>This is only a year</source>
        <translation>只有年份</translation>
    </message>
    <message>
        <source>Day and month could be swapped: say which comes first</source>
        <translation>分不清日和月哪个在前，请指定</translation>
    </message>
    <message>
        <source>Lunar dates are known from {first} to {last} only</source>
        <translation>农历只支持 {first} 年到 {last} 年</translation>
    </message>
</context>
<context>
    <name>deal</name>
    <message>
        <source>This deal does not exist any more.</source>
        <translation>这个商机已经不在了。</translation>
    </message>
    <message>
        <source>Choose a reason: it shows later why deals are lost.</source>
        <translation>请选一个原因，以后才看得出为什么丢单。</translation>
    </message>
    <message>
        <source>Next step: {title}</source>
        <translation>下一步：{title}</translation>
    </message>
    <message>
        <source>A closed deal needs the day on which it was closed.</source>
        <translation>已结束的商机要有结束日期。</translation>
    </message>
    <message>
        <source>Lost on {day}: {note}</source>
        <translation>{day}丢单：{note}</translation>
    </message>
    <message>
        <source>A deal needs a title.</source>
        <translation>请写下商机的标题。</translation>
    </message>
    <message>
        <source>Another deal has this number.</source>
        <translation>这个编号已经有别的商机用了。</translation>
    </message>
    <message>
        <source>The amount can&apos;t be below zero.</source>
        <translation>金额不能小于零。</translation>
    </message>
    <message>
        <source>Between 0 and 100.</source>
        <translation>请填 0 到 100。</translation>
    </message>
    <message>
        <source>A deal is open, won or lost.</source>
        <translation>商机只能是进行中、成交或丢单。</translation>
    </message>
</context>
<context>
    <name>deal status</name>
    <message>
        <source>Open</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Won</source>
        <translation>成交</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>丢单</translation>
    </message>
</context>
<context>
    <name>demo</name>
    <message>
        <source>This data folder already holds records.</source>
        <translation>这个数据文件夹里已经有内容了。</translation>
    </message>
    <message>
        <source>Choose an empty folder for the demo shop.</source>
        <translation>请为演示店铺选一个空文件夹。</translation>
    </message>
    <message>
        <source>Making the demo shop …</source>
        <translation>正在生成演示店铺…</translation>
    </message>
</context>
<context>
    <name>draft</name>
    <message>
        <source>Going on with what you had typed before.</source>
        <translation>接着写上次没写完的内容。</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>不要了</translation>
    </message>
    <message>
        <source>Your draft is kept.</source>
        <translation>草稿已留着。</translation>
    </message>
</context>
<context>
    <name>drill</name>
    <message>
        <source>There is no backup to practise with yet.</source>
        <translation>还没有可以演练的备份。</translation>
    </message>
</context>
<context>
    <name>duplicate</name>
    <message>
        <source>same phone</source>
        <translation>电话相同</translation>
    </message>
    <message>
        <source>same phone without area code</source>
        <translation>电话相同（缺区号）</translation>
    </message>
    <message>
        <source>same e-mail</source>
        <translation>邮箱相同</translation>
    </message>
    <message>
        <source>same WeChat</source>
        <translation>微信相同</translation>
    </message>
    <message>
        <source>same name</source>
        <translation>姓名相同</translation>
    </message>
    <message>
        <source>name sounds the same</source>
        <translation>姓名同音</translation>
    </message>
    <message>
        <source>first and last name swapped</source>
        <translation>姓与名颠倒</translation>
    </message>
    <message>
        <source>name nearly the same</source>
        <translation>姓名相近</translation>
    </message>
    <message>
        <source>but a different name</source>
        <translation>但姓名不同</translation>
    </message>
    <message>
        <source>same birthday</source>
        <translation>生日相同</translation>
    </message>
    <message>
        <source>same company</source>
        <translation>公司相同</translation>
    </message>
    <message>
        <source>same address</source>
        <translation>地址相同</translation>
    </message>
    <message>
        <source>Comparing customers</source>
        <translation>正在比对客户</translation>
    </message>
</context>
<context>
    <name>duplicates</name>
    <message>
        <source>1 pair, the surest first. Enter compares, D keeps both.</source>
        <translation>1 对。回车对比，D 表示不是同一位。</translation>
    </message>
    <message>
        <source>Almost certainly the same</source>
        <translation>几乎肯定是同一位</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Compare and merge</source>
        <translation>对比并合并</translation>
    </message>
    <message>
        <source>Comparing customers</source>
        <translation>正在比对客户</translation>
    </message>
    <message>
        <source>Kept apart</source>
        <translation>已确认不同</translation>
    </message>
    <message>
        <source>Kept apart for good.</source>
        <translation>已确认是两位客户，不再提示。</translation>
    </message>
    <message>
        <source>Look-alikes</source>
        <translation>重复客户</translation>
    </message>
    <message>
        <source>May be the same</source>
        <translation>可能相同</translation>
    </message>
    <message>
        <source>Merged.</source>
        <translation>已合并。</translation>
    </message>
    <message>
        <source>No look-alikes found.</source>
        <translation>没有发现重复的客户。</translation>
    </message>
    <message>
        <source>No pair is kept apart.</source>
        <translation>还没有确认不同的客户。</translation>
    </message>
    <message>
        <source>Not the same</source>
        <translation>不是同一位</translation>
    </message>
    <message>
        <source>Pairs of customers that look alike</source>
        <translation>看起来重复的客户</translation>
    </message>
    <message>
        <source>Perhaps the same</source>
        <translation>可能是同一位</translation>
    </message>
    <message>
        <source>They are two, you said. D takes that back.</source>
        <translation>您已确认他们是两位客户；按 D 取消确认。</translation>
    </message>
    <message>
        <source>They may be the same again.</source>
        <translation>已重新视为可能重复。</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undone.</source>
        <translation>已撤销。</translation>
    </message>
    <message>
        <source>Very likely the same</source>
        <translation>很可能是同一位</translation>
    </message>
    <message>
        <source>{n} pairs, the surest first. Enter compares, D keeps both.</source>
        <translation>{n} 对，最像的在前。回车对比，D 表示不是同一位。</translation>
    </message>
</context>
<context>
    <name>encryption</name>
    <message>
        <source>Encrypt the data on this disk</source>
        <translation>加密这块磁盘上的数据</translation>
    </message>
    <message>
        <source>Take the encryption off</source>
        <translation>取消加密</translation>
    </message>
    <message>
        <source>Encrypt with a new key</source>
        <translation>换新密钥重新加密</translation>
    </message>
    <message>
        <source>Whoever takes the disk or a copy of the folder can&apos;t read it then.</source>
        <translation>这样别人拿走磁盘或复制文件夹也读不了。</translation>
    </message>
    <message>
        <source>Whoever gets at this disk can read your customers then. Backups stay encrypted.</source>
        <translation>这样谁拿到这块磁盘都能看到客户资料。备份仍然是加密的。</translation>
    </message>
    <message>
        <source>For when somebody may have got hold of the old key. Change the passphrase too.</source>
        <translation>担心旧密钥被别人拿到时使用。请同时更改密语。</translation>
    </message>
    <message>
        <source>Your data is encrypted on this disk now.</source>
        <translation>这块磁盘上的数据现在已加密。</translation>
    </message>
    <message>
        <source>Your data is not encrypted on this disk any more.</source>
        <translation>这块磁盘上的数据不再加密。</translation>
    </message>
    <message>
        <source>Your data is encrypted with a new key.</source>
        <translation>数据已用新密钥重新加密。</translation>
    </message>
    <message>
        <source>Older copies still lie open on this disk until a backup works: {why}</source>
        <translation>备份成功之前，磁盘上还有未加密的旧数据：{why}</translation>
    </message>
</context>
<context>
    <name>entity</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Deal</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Deals</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>跟进</translation>
    </message>
    <message>
        <source>Follow-ups</source>
        <translation>跟进</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Contact log entry</source>
        <translation>联系记录</translation>
    </message>
    <message>
        <source>Contact log</source>
        <translation>联系记录</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>收款记录</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>客户关系</translation>
    </message>
    <message>
        <source>Relations</source>
        <translation>客户关系</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>往来</translation>
    </message>
</context>
<context>
    <name>entry_rules</name>
    <message>
        <source>Your shop asks for this.</source>
        <translation>店里要求填写这一项。</translation>
    </message>
</context>
<context>
    <name>export</name>
    <message>
        <source>The folder {folder} does not exist.</source>
        <translation>文件夹 {folder} 不存在。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请换一个文件夹。</translation>
    </message>
    <message>
        <source>{name} is a folder.</source>
        <translation>{name} 是一个文件夹。</translation>
    </message>
    <message>
        <source>Choose another file name.</source>
        <translation>请换一个文件名。</translation>
    </message>
    <message>
        <source>The disk is full, {name} was not written.</source>
        <translation>磁盘已满，没有写入 {name}。</translation>
    </message>
    <message>
        <source>Make room or choose another disk.</source>
        <translation>请腾出空间，或换一个磁盘。</translation>
    </message>
    <message>
        <source>The folder {folder} can&apos;t be written to.</source>
        <translation>文件夹 {folder} 不能写入。</translation>
    </message>
    <message>
        <source>{name} can&apos;t be written; it may be open in another program.</source>
        <translation>{name} 不能写入，可能正在别的程序里打开着。</translation>
    </message>
    <message>
        <source>Close it there or choose another name, then try again.</source>
        <translation>请先在那个程序里关掉它，或换一个名字再试。</translation>
    </message>
    <message>
        <source>{name} can&apos;t be written: {reason}</source>
        <translation>{name} 不能写入：{reason}</translation>
    </message>
    <message>
        <source>Choose another place and try again.</source>
        <translation>请换个位置再试一次。</translation>
    </message>
    <message>
        <source>There is no field called “{name}”.</source>
        <translation>没有名为“{name}”的字段。</translation>
    </message>
    <message>
        <source>“{suffix}” files can&apos;t be written.</source>
        <translation>不能写“{suffix}”文件。</translation>
    </message>
    <message>
        <source>Use a name that ends in .xlsx or .csv.</source>
        <translation>文件名请以 .xlsx 或 .csv 结尾。</translation>
    </message>
    <message>
        <source>There is no list called “{name}”.</source>
        <translation>没有名为“{name}”的列表。</translation>
    </message>
    <message>
        <source>Only Excel workbooks can have a password, “{suffix}” files can&apos;t.</source>
        <translation>只有 Excel 工作簿可以加密码，“{suffix}”文件不行。</translation>
    </message>
    <message>
        <source>Use a name that ends in .xlsx.</source>
        <translation>请使用以 .xlsx 结尾的文件名。</translation>
    </message>
    <message>
        <source>The password of a workbook has at most {n} signs.</source>
        <translation>工作簿的密码最多 {n} 个字符。</translation>
    </message>
    <message>
        <source>1 text is longer than a cell of Excel can hold and was cut in the workbook:</source>
        <translation>有 1 处文字超过 Excel 单元格的上限，在表格里被截断：</translation>
    </message>
    <message>
        <source>{n} texts are longer than a cell of Excel can hold and were cut in the workbook:</source>
        <translation>有 {n} 处文字超过 Excel 单元格的上限，在表格里被截断：</translation>
    </message>
    <message>
        <source>Here nothing is lost, and a CSV file holds all of it.</source>
        <translation>软件里的内容没有丢；导出为 CSV 可以保留全文。</translation>
    </message>
    <message>
        <source>This workbook is larger than an import reads at once. To bring all of it in elsewhere, export each list as CSV.</source>
        <translation>这个表格太大，一次导入不完。要整个搬到别处，请把每张列表分别导出为 CSV。</translation>
    </message>
    <message>
        <source>{sheet}, row {row} ({name}): {column}</source>
        <translation>“{sheet}”第 {row} 行（{name}）的{column}</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>另有 {n} 处</translation>
    </message>
</context>
<context>
    <name>field</name>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>WeChat</source>
        <translation>微信</translation>
    </message>
    <message>
        <source>Gender</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Lifecycle</source>
        <translation>生命周期</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Preferred channel</source>
        <translation>首选联系方式</translation>
    </message>
    <message>
        <source>Referred by</source>
        <translation>介绍人</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>偏好</translation>
    </message>
    <message>
        <source>Special requirements</source>
        <translation>特殊要求</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Next follow-up</source>
        <translation>下次跟进</translation>
    </message>
    <message>
        <source>Total spent</source>
        <translation>累计消费</translation>
    </message>
    <message>
        <source>Owed</source>
        <translation>欠款</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单数</translation>
    </message>
    <message>
        <source>Last order</source>
        <translation>最近下单</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>最近联系</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>销售流程</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>成交概率</translation>
    </message>
    <message>
        <source>Expected close</source>
        <translation>预计成交</translation>
    </message>
    <message>
        <source>Competitor</source>
        <translation>竞争对手</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>关闭日期</translation>
    </message>
    <message>
        <source>Deal</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Remind at</source>
        <translation>提醒时间</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Done at</source>
        <translation>完成时间</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Product name</source>
        <translation>商品名称</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>在售</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>订单号</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>时刻</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>优惠</translation>
    </message>
    <message>
        <source>Sales channel</source>
        <translation>销售渠道</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>员工</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已付</translation>
    </message>
    <message>
        <source>Payment method</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>To be paid by</source>
        <translation>约定付款日</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Paid on</source>
        <translation>付款日期</translation>
    </message>
    <message>
        <source>Amount received</source>
        <translation>收款金额</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Related customer</source>
        <translation>相关客户</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Verified on</source>
        <translation>核实日期</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>客户反应</translation>
    </message>
    <message>
        <source>Paid by</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>field_type</name>
    <message>
        <source>A line of text</source>
        <translation>一行文字</translation>
    </message>
    <message>
        <source>Several lines of text</source>
        <translation>多行文字</translation>
    </message>
    <message>
        <source>One of several choices</source>
        <translation>几个选项选一个</translation>
    </message>
    <message>
        <source>A number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>An amount of money</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>A day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>是或否</translation>
    </message>
    <message>
        <source>A web address</source>
        <translation>网址</translation>
    </message>
</context>
<context>
    <name>field_words</name>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>figures</name>
    <message>
        <source>1 day over</source>
        <translation>超过 1 天</translation>
    </message>
    <message>
        <source>Brought</source>
        <translation>介绍来</translation>
    </message>
    <message>
        <source>Last order</source>
        <translation>最近一单</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Owed</source>
        <translation>欠款</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>看看是谁</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>累计消费</translation>
    </message>
    <message>
        <source>Usually</source>
        <translation>平时</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>every {n} days</source>
        <translation>{n} 天一次</translation>
    </message>
    <message>
        <source>looks like {stage}</source>
        <translation>看来是“{stage}”</translation>
    </message>
    <message>
        <source>of {n} visits</source>
        <translation>到访 {n} 次</translation>
    </message>
    <message>
        <source>priority {letter}</source>
        <translation>优先级 {letter}</translation>
    </message>
    <message>
        <source>who spent {amount}</source>
        <translation>共消费 {amount}</translation>
    </message>
    <message>
        <source>{amount} an order on average</source>
        <translation>平均每单 {amount}</translation>
    </message>
    <message>
        <source>{amount} set off</source>
        <translation>已抵扣 {amount}</translation>
    </message>
    <message>
        <source>{n} customers</source>
        <translation>{n} 位客户</translation>
    </message>
    <message>
        <source>{n} days over</source>
        <translation>已过 {n} 天</translation>
    </message>
    <message>
        <source>{owing} owed on some orders, {credit} overpaid or to give back on others</source>
        <translation>有的订单欠 {owing}，有的订单多收或应退 {credit}</translation>
    </message>
    <message>
        <source>{share} % of the visits ended in a purchase</source>
        <translation>{share}% 的到访成交了</translation>
    </message>
    <message>
        <source>{why}. Click to write it down.</source>
        <translation>{why}。点一下就改过来。</translation>
    </message>
    <message>
        <source>A: of the fifth who spend most</source>
        <translation>A：消费最高的五分之一</translation>
    </message>
    <message>
        <source>B: spends more than half of the buyers</source>
        <translation>B：消费高于一半的客户</translation>
    </message>
    <message>
        <source>C: spends less than half of the buyers</source>
        <translation>C：消费低于一半的客户</translation>
    </message>
</context>
<context>
    <name>files</name>
    <message>
        <source>The drive {drive} is full.</source>
        <translation>磁盘 {drive} 已满。</translation>
    </message>
    <message>
        <source>Free some space there and try again. Nothing was changed.</source>
        <translation>请腾出一些空间再试。什么都没有改动。</translation>
    </message>
    <message>
        <source>Free at least {size} there and try again. Nothing was changed.</source>
        <translation>请至少腾出 {size} 再试。什么都没有改动。</translation>
    </message>
    <message>
        <source>Nothing can be written in {path}.</source>
        <translation>{path} 里不能写入。</translation>
    </message>
    <message>
        <source>Choose another folder or ask for the right to write there. Nothing was changed.</source>
        <translation>请换一个文件夹，或取得写入权限。什么都没有改动。</translation>
    </message>
    <message>
        <source>Choose another name. Nothing was changed.</source>
        <translation>请换一个文件名。没有做任何改动。</translation>
    </message>
    <message>
        <source>There are signs in the name {name} that no file can have.</source>
        <translation>文件名 {name} 里有不能使用的字符。</translation>
    </message>
    <message>
        <source>Windows keeps the name {name} for a device.</source>
        <translation>{name} 是 Windows 保留给设备的名称，不能用作文件名。</translation>
    </message>
    <message>
        <source>The name {name} ends with a dot or a blank, which Windows cuts off.</source>
        <translation>文件名 {name} 以点或空格结尾，Windows 会把它去掉。</translation>
    </message>
    <message>
        <source>None of &lt; &gt; : &quot; | ? * can be in a file name: {name}</source>
        <translation>文件名里不能有 &lt; &gt; : &quot; | ? *：{name}</translation>
    </message>
    <message>
        <source>The name {name} is too long for a file or folder here.</source>
        <translation>名称 {name} 太长，这里存不下这样的文件或文件夹。</translation>
    </message>
    <message>
        <source>Choose a shorter one. Nothing was changed.</source>
        <translation>请换一个短一些的名称。没有任何改动。</translation>
    </message>
    <message>
        <source>{path} exists already.</source>
        <translation>{path} 已经存在。</translation>
    </message>
    <message>
        <source>{path} is not there.</source>
        <translation>找不到 {path}。</translation>
    </message>
    <message>
        <source>The drive {drive} does not answer properly.</source>
        <translation>磁盘 {drive} 没有正常响应。</translation>
    </message>
    <message>
        <source>Check its cable or use another drive. Nothing was changed.</source>
        <translation>请检查连接，或换一个磁盘。什么都没有改动。</translation>
    </message>
    <message>
        <source>Files of the kind “.{ending}” can&apos;t be kept here.</source>
        <translation>不能保存“.{ending}”类型的文件。</translation>
    </message>
    <message>
        <source>Pictures, PDF, text, Excel and Word files can.</source>
        <translation>可以保存图片、PDF、文本、Excel 和 Word 文件。</translation>
    </message>
    <message>
        <source>{name} is larger than 25 MB.</source>
        <translation>{name} 超过 25 MB。</translation>
    </message>
    <message>
        <source>{name} is not what its ending says. It may be damaged.</source>
        <translation>{name} 的内容与扩展名不符，可能已损坏。</translation>
    </message>
    <message>
        <source>This file is not kept here any more.</source>
        <translation>这个文件已不在这里。</translation>
    </message>
    <message>
        <source>{name} is damaged or missing on this computer.</source>
        <translation>{name} 在本机已损坏或缺失。</translation>
    </message>
    <message>
        <source>Restore it from a backup.</source>
        <translation>请从备份恢复。</translation>
    </message>
</context>
<context>
    <name>filter</name>
    <message>
        <source>{value}</source>
        <translation>{value}</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>this week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>last week</source>
        <translation>上周</translation>
    </message>
    <message>
        <source>next week</source>
        <translation>下周</translation>
    </message>
    <message>
        <source>this month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>last month</source>
        <translation>上个月</translation>
    </message>
    <message>
        <source>next month</source>
        <translation>下个月</translation>
    </message>
    <message>
        <source>this year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>last year</source>
        <translation>去年</translation>
    </message>
    <message>
        <source>not filled in</source>
        <translation>没填</translation>
    </message>
    <message>
        <source>filled in</source>
        <translation>已填</translation>
    </message>
    <message>
        <source>is not filled in</source>
        <translation>没填</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>是其中之一</translation>
    </message>
    <message>
        <source>is none of</source>
        <translation>都不是</translation>
    </message>
    <message>
        <source>not {value}</source>
        <translation>不是 {value}</translation>
    </message>
    <message>
        <source>with “{value}”</source>
        <translation>含“{value}”</translation>
    </message>
    <message>
        <source>without “{value}”</source>
        <translation>不含“{value}”</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>does not contain</source>
        <translation>不包含</translation>
    </message>
    <message>
        <source>has one of</source>
        <translation>有其中之一</translation>
    </message>
    <message>
        <source>has all of</source>
        <translation>全都有</translation>
    </message>
    <message>
        <source>has none of</source>
        <translation>都没有</translation>
    </message>
    <message>
        <source>has none at all</source>
        <translation>一个也没有</translation>
    </message>
    <message>
        <source>none</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>has any</source>
        <translation>有任意一个</translation>
    </message>
    <message>
        <source>any</source>
        <translation>有</translation>
    </message>
    <message>
        <source>{value} or more</source>
        <translation>{value} 以上</translation>
    </message>
    <message>
        <source>up to {value}</source>
        <translation>{value} 以下</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} 至 {high}</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>不少于</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>不多于</translation>
    </message>
    <message>
        <source>lies between</source>
        <translation>在两数之间</translation>
    </message>
    <message>
        <source>from {value} on</source>
        <translation>{value} 起</translation>
    </message>
    <message>
        <source>until {value}</source>
        <translation>到 {value} 为止</translation>
    </message>
    <message>
        <source>from … to …</source>
        <translation>从…到…</translation>
    </message>
    <message>
        <source>on or after</source>
        <translation>这天或以后</translation>
    </message>
    <message>
        <source>on or before</source>
        <translation>这天或以前</translation>
    </message>
    <message>
        <source>not in the last … days</source>
        <translation>…天以上没有</translation>
    </message>
    <message>
        <source>not for {value} days</source>
        <translation>{value} 天以上没有</translation>
    </message>
    <message>
        <source>in the last … days</source>
        <translation>最近…天内</translation>
    </message>
    <message>
        <source>in the last {value} days</source>
        <translation>最近 {value} 天内</translation>
    </message>
    <message>
        <source>in a period</source>
        <translation>在某段时间</translation>
    </message>
    <message>
        <source>in the next … days</source>
        <translation>今后…天内</translation>
    </message>
    <message>
        <source>in the next {value} days</source>
        <translation>今后 {value} 天内</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>at least once</source>
        <translation>至少一次</translation>
    </message>
    <message>
        <source>longer ago than usual</source>
        <translation>超过平时间隔没来</translation>
    </message>
    <message>
        <source>is overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>none planned</source>
        <translation>没有安排</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>已安排</translation>
    </message>
    <message>
        <source>in a month</source>
        <translation>在某个月</translation>
    </message>
    <message>
        <source>in month {value}</source>
        <translation>在 {value} 月</translation>
    </message>
    <message>
        <source>owes money</source>
        <translation>有欠款</translation>
    </message>
    <message>
        <source>something</source>
        <translation>有</translation>
    </message>
    <message>
        <source>owes nothing</source>
        <translation>没有欠款</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>is</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>is below</source>
        <translation>小于</translation>
    </message>
    <message>
        <source>below {value}</source>
        <translation>小于 {value}</translation>
    </message>
    <message>
        <source>Bought</source>
        <translation>买过的</translation>
    </message>
    <message>
        <source>this product</source>
        <translation>买过这件商品</translation>
    </message>
    <message>
        <source>never this product</source>
        <translation>没买过这件商品</translation>
    </message>
    <message>
        <source>never {value}</source>
        <translation>没买过 {value}</translation>
    </message>
    <message>
        <source>Facts verified</source>
        <translation>资料核实</translation>
    </message>
    <message>
        <source>Deal</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>one is open</source>
        <translation>有进行中的</translation>
    </message>
    <message>
        <source>open</source>
        <translation>有进行中的</translation>
    </message>
    <message>
        <source>none is open</source>
        <translation>没有进行中的</translation>
    </message>
    <message>
        <source>none open</source>
        <translation>没有进行中的</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>is in</source>
        <translation>在分组里</translation>
    </message>
    <message>
        <source>is not in</source>
        <translation>不在分组里</translation>
    </message>
    <message>
        <source>No contact for 60 days</source>
        <translation>60 天没联系</translation>
    </message>
    <message>
        <source>Born this month</source>
        <translation>本月生日</translation>
    </message>
    <message>
        <source>Owes money</source>
        <translation>有欠款</translation>
    </message>
    <message>
        <source>New in the last 7 days</source>
        <translation>最近 7 天新增</translation>
    </message>
    <message>
        <source>Next step overdue</source>
        <translation>跟进已逾期</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source> or </source>
        <translation> 或 </translation>
    </message>
    <message>
        <source>Add condition</source>
        <translation>加上条件</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Choose a value first.</source>
        <translation>先选一个值。</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Enter changes this condition, Delete removes it</source>
        <translation>回车修改这个条件，Delete 去掉它</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>Often asked</source>
        <translation>常用</translation>
    </message>
    <message>
        <source>Only customers where</source>
        <translation>只看这样的客户</translation>
    </message>
    <message>
        <source>Take all conditions away</source>
        <translation>去掉全部条件</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>What to ask</source>
        <translation>怎么比</translation>
    </message>
    <message>
        <source>What to look at</source>
        <translation>看哪一项</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
</context>
<context>
    <name>followup</name>
    <message>
        <source>Follow up</source>
        <translation>跟进</translation>
    </message>
    <message>
        <source>This follow-up is no longer there.</source>
        <translation>这条跟进已经不在了。</translation>
    </message>
    <message>
        <source>The follow-up can&apos;t be saved like this.</source>
        <translation>这条跟进还不能保存。</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>Every {n} days</source>
        <translation>每 {n} 天</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>Every {n} weeks</source>
        <translation>每 {n} 周</translation>
    </message>
    <message>
        <source>Every month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>Every {n} months</source>
        <translation>每 {n} 个月</translation>
    </message>
    <message>
        <source>Every year</source>
        <translation>每年</translation>
    </message>
    <message>
        <source>Every {n} years</source>
        <translation>每 {n} 年</translation>
    </message>
    <message>
        <source>{often} until {day}</source>
        <translation>{often}，到 {day}</translation>
    </message>
    <message>
        <source>{often}, {n} times left</source>
        <translation>{often}，还有 {n} 次</translation>
    </message>
    <message>
        <source>Say in a word what is to be done.</source>
        <translation>写一句要做什么。</translation>
    </message>
    <message>
        <source>A time looks like 9:30 or 14:00.</source>
        <translation>时间要写成 9:30 或 14:00。</translation>
    </message>
    <message>
        <source>This is not a day of the calendar.</source>
        <translation>这不是日历上的日子。</translation>
    </message>
    <message>
        <source>This repetition can&apos;t be understood.</source>
        <translation>看不懂这个重复方式。</translation>
    </message>
    <message>
        <source>Something that repeats needs a first day.</source>
        <translation>重复的跟进要有第一天。</translation>
    </message>
    <message>
        <source>{value} is not one of the choices.</source>
        <translation>选项里没有“{value}”。</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>周一</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>周二</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>周三</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>周五</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>周六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>周日</translation>
    </message>
    <message>
        <source>Own task</source>
        <translation>自己</translation>
    </message>
    <message>
        <source>Put off to {day}: {subject}</source>
        <translation>已推迟到{day}：{subject}</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>In 3 days</source>
        <translation>3 天后</translation>
    </message>
    <message>
        <source>Deleted: {subject}</source>
        <translation>已删除：{subject}</translation>
    </message>
    <message>
        <source>Done: {subject}</source>
        <translation>已完成：{subject}</translation>
    </message>
    <message>
        <source>Moved to {day}: {subject}</source>
        <translation>已移到{day}：{subject}</translation>
    </message>
    <message>
        <source>Next Monday</source>
        <translation>下周一</translation>
    </message>
    <message>
        <source>Open again: {subject}</source>
        <translation>已重新打开：{subject}</translation>
    </message>
    <message>
        <source>again {day}</source>
        <translation>下次{day}</translation>
    </message>
    <message>
        <source>next: {what} on {day}</source>
        <translation>下一步：{day}{what}</translation>
    </message>
    <message>
        <source>{often}: comes once {day} is done</source>
        <translation>{often}：做完{day}这次就排上</translation>
    </message>
    <message>
        <source>In a week</source>
        <translation>一周后</translation>
    </message>
    <message>
        <source>In two weeks</source>
        <translation>两周后</translation>
    </message>
    <message>
        <source>In a month</source>
        <translation>一个月后</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>There is no change number {n}.</source>
        <translation>没有编号为 {n} 的改动。</translation>
    </message>
    <message>
        <source>Undo: {what}</source>
        <translation>撤销：{what}</translation>
    </message>
    <message>
        <source>Forgetting old changes</source>
        <translation>正在清理旧的改动记录</translation>
    </message>
    <message>
        <source>Done again: {what}</source>
        <translation>重做：{what}</translation>
    </message>
    <message>
        <source>Setting up the shop can&apos;t be undone.</source>
        <translation>店铺的初始设置不能撤销。</translation>
    </message>
    <message>
        <source>What was deleted for good can&apos;t be brought back.</source>
        <translation>彻底删除的内容无法找回。</translation>
    </message>
    <message>
        <source>This change is too old: its details are no longer kept.</source>
        <translation>这次改动太久远，明细已不再保留。</translation>
    </message>
    <message>
        <source>1 record goes back to what it was before.</source>
        <translation>1 条记录将恢复原样。</translation>
    </message>
    <message>
        <source>In all: {what}</source>
        <translation>共计：{what}</translation>
    </message>
    <message>
        <source>It was taken back; now it can be done again.</source>
        <translation>已撤销，现在可以重做。</translation>
    </message>
    <message>
        <source>Looking at {n} records …</source>
        <translation>正在查看 {n} 条记录…</translation>
    </message>
    <message>
        <source>What this change touched</source>
        <translation>这次操作改动了什么</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>into the recycle bin</source>
        <translation>移入回收站</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>out of the recycle bin</source>
        <translation>移出回收站</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>已移除</translation>
    </message>
    <message>
        <source>{field}: {before} → {after}</source>
        <translation>{field}：{before} → {after}</translation>
    </message>
    <message>
        <source>{n} of {all} records were changed again later; you will be asked what to do with them.</source>
        <translation>{all} 条记录中有 {n} 条后来又改过，会先询问您如何处理。</translation>
    </message>
    <message>
        <source>{n} records go back to what they were before.</source>
        <translation>{n} 条记录将恢复原样。</translation>
    </message>
    <message>
        <source>{what}: {name}</source>
        <translation>{what}：{name}</translation>
    </message>
</context>
<context>
    <name>import</name>
    <message>
        <source>Reading the file</source>
        <translation>正在读文件</translation>
    </message>
    <message>
        <source>{n} rows · {speed} rows a second</source>
        <translation>{n} 行 · 每秒 {speed} 行</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 行</translation>
    </message>
    <message>
        <source>“{key}” can&apos;t tell who is there already.</source>
        <translation>不能用“{key}”判断客户是否已经有了。</translation>
    </message>
    <message>
        <source>Use phone, email or code.</source>
        <translation>请用 phone、email 或 code。</translation>
    </message>
    <message>
        <source>The file has no column “{header}”.</source>
        <translation>文件里没有“{header}”这一列。</translation>
    </message>
    <message>
        <source>It has these: {headers}.</source>
        <translation>有这些列：{headers}。</translation>
    </message>
    <message>
        <source>There is no field “{field}”.</source>
        <translation>没有“{field}”这个字段。</translation>
    </message>
    <message>
        <source>There are these: {fields}.</source>
        <translation>有这些字段：{fields}。</translation>
    </message>
    <message>
        <source>Two columns can&apos;t both be “{field}”.</source>
        <translation>不能有两列都是“{field}”。</translation>
    </message>
    <message>
        <source>Ignore one of them.</source>
        <translation>请不导入其中一列。</translation>
    </message>
    <message>
        <source>No column is recognised as “{field}”.</source>
        <translation>没有认出哪一列是“{field}”。</translation>
    </message>
    <message>
        <source>Say which column holds it.</source>
        <translation>请指出它在哪一列。</translation>
    </message>
    <message>
        <source>Correct them in the file, or import the good rows only.</source>
        <translation>请在文件里改好，或者只导入没有错的行。</translation>
    </message>
    <message>
        <source>This text is longer than {limit} characters</source>
        <translation>文字超过 {limit} 个字</translation>
    </message>
    <message>
        <source>There are characters in it that can&apos;t be read</source>
        <translation>里面有读不出来的字</translation>
    </message>
    <message>
        <source>This is not an e-mail address</source>
        <translation>不是邮箱地址</translation>
    </message>
    <message>
        <source>“{value}” is not in the list</source>
        <translation>“{value}”不在选项里</translation>
    </message>
    <message>
        <source>Rows with “{value}” are left out, as you said</source>
        <translation>按您的要求，“{value}”的行不导</translation>
    </message>
    <message>
        <source>This is neither yes nor no</source>
        <translation>看不出是“是”还是“否”</translation>
    </message>
    <message>
        <source>A probability lies between 0 and 100</source>
        <translation>概率应在 0 到 100 之间</translation>
    </message>
    <message>
        <source>Original row</source>
        <translation>原来的行号</translation>
    </message>
    <message>
        <source>Why it was not imported</source>
        <translation>没导入的原因</translation>
    </message>
    <message>
        <source>Failed rows</source>
        <translation>没导入的行</translation>
    </message>
    <message>
        <source>Import {date}</source>
        <translation>导入 {date}</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>{name} can&apos;t be opened.</source>
        <translation>打不开 {name}。</translation>
    </message>
    <message>
        <source>The text after row {row} can&apos;t be read as a table.</source>
        <translation>第 {row} 行以后的内容读不成表格。</translation>
    </message>
    <message>
        <source>A quotation mark may be missing there.</source>
        <translation>那里可能少了一个引号。</translation>
    </message>
    <message>
        <source>This table has more than {columns} columns.</source>
        <translation>这张表超过 {columns} 列。</translation>
    </message>
    <message>
        <source>The encoding “{name}” is not known.</source>
        <translation>不认识“{name}”这种编码。</translation>
    </message>
    <message>
        <source>This file holds no text.</source>
        <translation>这个文件里没有文字。</translation>
    </message>
    <message>
        <source>This file is damaged or too large to be read.</source>
        <translation>这个文件坏了，或者太大，读不了。</translation>
    </message>
    <message>
        <source>Open it in your spreadsheet program and save it as a new .xlsx or .csv file.</source>
        <translation>请用表格软件打开，另存为新的 .xlsx 或 .csv 文件。</translation>
    </message>
    <message>
        <source>Split it into smaller files, or save it as CSV.</source>
        <translation>请分成几个小文件，或者另存为 CSV。</translation>
    </message>
    <message>
        <source>This workbook is too large: at most {rows} rows and {columns} columns can be read at once.</source>
        <translation>这个工作簿太大：一次最多读 {rows} 行、{columns} 列。</translation>
    </message>
    <message>
        <source>There is no file {name}.</source>
        <translation>没有 {name} 这个文件。</translation>
    </message>
    <message>
        <source>{name} is a folder, not a file.</source>
        <translation>{name} 是文件夹，不是文件。</translation>
    </message>
    <message>
        <source>Files of the kind “{kind}” can&apos;t be imported.</source>
        <translation>不能导入“{kind}”这种文件。</translation>
    </message>
    <message>
        <source>These can: {kinds}.</source>
        <translation>可以导入：{kinds}。</translation>
    </message>
    <message>
        <source>This file is empty.</source>
        <translation>这个文件是空的。</translation>
    </message>
    <message>
        <source>This workbook is larger than 50 MB.</source>
        <translation>这个工作簿超过 50 MB。</translation>
    </message>
    <message>
        <source>This file of contacts is larger than 50 MB.</source>
        <translation>这个通讯录文件超过 50 MB。</translation>
    </message>
    <message>
        <source>This page is larger than 50 MB.</source>
        <translation>这个网页超过 50 MB。</translation>
    </message>
    <message>
        <source>Save it without the password as .xlsx, then import that.</source>
        <translation>请去掉密码另存为 .xlsx，再导入。</translation>
    </message>
    <message>
        <source>This file is named .xls, but it is a newer workbook.</source>
        <translation>这个文件名是 .xls，其实是新格式的工作簿。</translation>
    </message>
    <message>
        <source>Rename it to .xlsx and try again.</source>
        <translation>请把名字改成 .xlsx 再试。</translation>
    </message>
    <message>
        <source>This file is named .{kind}, but it is a workbook.</source>
        <translation>这个文件名是 .{kind}，其实是工作簿。</translation>
    </message>
    <message>
        <source>Give it the ending .xlsx (or .xls) and try again.</source>
        <translation>请把结尾改成 .xlsx（或 .xls）再试。</translation>
    </message>
    <message>
        <source>This file is named .{kind}, but it is not a workbook.</source>
        <translation>这个文件名是 .{kind}，但不是工作簿。</translation>
    </message>
    <message>
        <source>This workbook unpacks to too much data.</source>
        <translation>这个工作簿解开后数据太多。</translation>
    </message>
    <message>
        <source>This workbook is protected by a password.</source>
        <translation>这个工作簿有密码保护。</translation>
    </message>
    <message>
        <source>There is no contact card in this file.</source>
        <translation>这个文件里没有联系人。</translation>
    </message>
    <message>
        <source>There is no sheet “{name}” in this workbook.</source>
        <translation>这个工作簿里没有“{name}”这张表。</translation>
    </message>
    <message>
        <source>It has these: {names}.</source>
        <translation>有这些：{names}。</translation>
    </message>
    <message>
        <source>There is no table in this page.</source>
        <translation>这个网页里没有表格。</translation>
    </message>
    <message>
        <source>There is nothing in this workbook.</source>
        <translation>这个工作簿里什么都没有。</translation>
    </message>
    <message>
        <source>The name is missing</source>
        <translation>没有姓名</translation>
    </message>
    <message>
        <source>Not merged, possible duplicate: this phone, e-mail or number belongs to {name}</source>
        <translation>没有合并，疑似重复：这个电话、邮箱或编号是 {name} 的</translation>
    </message>
    <message>
        <source>Not merged, possible duplicate: row {row} has the same phone, e-mail or number under another name</source>
        <translation>没有合并，疑似重复：第 {row} 行电话、邮箱或编号相同，姓名不同</translation>
    </message>
    <message>
        <source>Repeats row {row}</source>
        <translation>和第 {row} 行重复</translation>
    </message>
    <message>
        <source>This one is there already</source>
        <translation>已经有了</translation>
    </message>
    <message>
        <source>There is nobody like this to update</source>
        <translation>没有可以更新的对象</translation>
    </message>
    <message>
        <source>This number belongs to {name}</source>
        <translation>这个编号是 {name} 的</translation>
    </message>
    <message>
        <source>Left out by you</source>
        <translation>您选择了不导入</translation>
    </message>
    <message>
        <source>Not a sale: “{value}” in the other program</source>
        <translation>不是成交订单：在原系统中为“{value}”</translation>
    </message>
    <message>
        <source>Taken as a sale to nobody in particular</source>
        <translation>当作散客的销售</translation>
    </message>
    <message>
        <source>There is no customer “{value}”</source>
        <translation>没有叫“{value}”的客户</translation>
    </message>
    <message>
        <source>Several customers are called “{value}”: use the number or the phone</source>
        <translation>有好几位客户叫“{value}”，请改用编号或电话</translation>
    </message>
    <message>
        <source>Nobody can refer themselves</source>
        <translation>不能推荐自己</translation>
    </message>
    <message>
        <source>There is no customer with “{value}”</source>
        <translation>没有“{value}”这位客户</translation>
    </message>
    <message>
        <source>The date is missing</source>
        <translation>没有日期</translation>
    </message>
    <message>
        <source>The product is missing</source>
        <translation>没有商品</translation>
    </message>
    <message>
        <source>The title is missing</source>
        <translation>没有标题</translation>
    </message>
    <message>
        <source>The subject is missing</source>
        <translation>没有主题</translation>
    </message>
    <message>
        <source>It does not say what was said or done</source>
        <translation>没有写联系内容</translation>
    </message>
    <message>
        <source>It does not say how they belong together</source>
        <translation>没有写是什么关系</translation>
    </message>
    <message>
        <source>The customer is missing</source>
        <translation>缺少客户</translation>
    </message>
    <message>
        <source>Both are the same customer</source>
        <translation>两边是同一个客户</translation>
    </message>
    <message>
        <source>The amount is missing</source>
        <translation>缺少金额</translation>
    </message>
    <message>
        <source>The order number is missing</source>
        <translation>缺少订单号</translation>
    </message>
    <message>
        <source>There is no order “{value}”</source>
        <translation>没有订单“{value}”</translation>
    </message>
    <message>
        <source>Order {number} has other payments already: with this one it would be paid twice</source>
        <translation>订单 {number} 已有其他收款，再加这一笔就重复收款了</translation>
    </message>
    <message>
        <source>The lines of order {number} have different dates or customers</source>
        <translation>订单 {number} 各行的日期或客户不一致</translation>
    </message>
    <message>
        <source>Another line of order {number} has an error</source>
        <translation>订单 {number} 的另一行有错</translation>
    </message>
    <message>
        <source>Order {number} is there already</source>
        <translation>订单 {number} 已经有了</translation>
    </message>
    <message>
        <source>There is no deal “{value}”</source>
        <translation>没有叫“{value}”的商机</translation>
    </message>
    <message>
        <source>{n} rows have errors. Nothing was imported.</source>
        <translation>有 {n} 行出错，什么都没有导入。</translation>
    </message>
    <message>
        <source>1 row has errors. Nothing was imported.</source>
        <translation>有 1 行出错，什么都没有导入。</translation>
    </message>
    <message>
        <source>“{name}” can&apos;t be imported.</source>
        <translation>“{name}”不能导入。</translation>
    </message>
    <message>
        <source>These can: {names}.</source>
        <translation>可以导入的有：{names}。</translation>
    </message>
    <message>
        <source>There is nothing in “{name}”.</source>
        <translation>“{name}”里什么都没有。</translation>
    </message>
    <message>
        <source>“{field}” can&apos;t be the same in every row.</source>
        <translation>“{field}”不能每行都一样。</translation>
    </message>
    <message>
        <source>{field}: {reason}</source>
        <translation>{field}：{reason}</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请起个名字。</translation>
    </message>
    <message>
        <source>There is no saved mapping “{name}”.</source>
        <translation>没有记住的对应方式“{name}”。</translation>
    </message>
    <message>
        <source>There is no table on the clipboard.</source>
        <translation>剪贴板里没有表格。</translation>
    </message>
    <message>
        <source>Select the cells in your spreadsheet, copy them, and paste again.</source>
        <translation>请在表格软件里选中单元格，复制后再粘贴。</translation>
    </message>
    <message>
        <source>Several values in one cell were parted</source>
        <translation>一个单元格里的多个值已拆开</translation>
    </message>
    <message>
        <source>The extension was told apart from the number</source>
        <translation>分机号已与号码分开</translation>
    </message>
    <message>
        <source>Words beside the number were left out</source>
        <translation>号码旁边的文字已去掉</translation>
    </message>
    <message>
        <source>Several numbers in one cell were parted, and the words beside them left out</source>
        <translation>一个单元格里的多个号码已拆开，号码旁边的文字已去掉</translation>
    </message>
    <message>
        <source>The “.0” that a spreadsheet put behind the number was left out</source>
        <translation>表格软件在号码后加的“.0”已去掉</translation>
    </message>
    <message>
        <source>No country was given: taken for numbers of {region}</source>
        <translation>没有写国家，按 {region} 的号码处理</translation>
    </message>
    <message>
        <source>No area code was given: kept as it stands</source>
        <translation>没有区号，按原样保留</translation>
    </message>
    <message>
        <source>Full-width signs became ordinary ones</source>
        <translation>全角字符已改为半角</translation>
    </message>
    <message>
        <source>Spaces and invisible signs were taken out</source>
        <translation>空格和看不见的字符已去掉</translation>
    </message>
    <message>
        <source>The form of address was left out of the name</source>
        <translation>姓名里的称谓已去掉</translation>
    </message>
    <message>
        <source>Taken as blank</source>
        <translation>当作空白</translation>
    </message>
    <message>
        <source>A day number of the spreadsheet became a date</source>
        <translation>表格软件的日期数字已转为日期</translation>
    </message>
    <message>
        <source>Taken as a day of the lunar calendar</source>
        <translation>按农历日期处理</translation>
    </message>
    <message>
        <source>Kept without a year</source>
        <translation>没有年份，按无年份保存</translation>
    </message>
    <message>
        <source>The first two digits of the year were added</source>
        <translation>年份补足了前两位</translation>
    </message>
    <message>
        <source>Day and month were told apart by the rest of the column</source>
        <translation>月和日的顺序按同列其他日期判断</translation>
    </message>
    <message>
        <source>Written with dots: the first number was taken for the day</source>
        <translation>用点分隔的日期：第一个数字当作“日”</translation>
    </message>
    <message>
        <source>The time of day was left out</source>
        <translation>钟点已去掉</translation>
    </message>
    <message>
        <source>万, 千, k and the like were worked out</source>
        <translation>万、千、k 等单位已换算</translation>
    </message>
    <message>
        <source>Brackets mean less than nothing</source>
        <translation>括号表示负数</translation>
    </message>
    <message>
        <source>“,” was taken for the decimal sign</source>
        <translation>“,”按小数点处理</translation>
    </message>
    <message>
        <source>Another currency: taken as {currency} without converting</source>
        <translation>是别的币种：按 {currency} 记，没有换算</translation>
    </message>
    <message>
        <source>Rounded to what the currency has</source>
        <translation>已按币种的小数位四舍五入</translation>
    </message>
    <message>
        <source>Units and signs beside the number were left out</source>
        <translation>数字旁边的单位和符号已去掉</translation>
    </message>
    <message>
        <source>Taken for a choice that is called otherwise</source>
        <translation>按名称不同的选项处理</translation>
    </message>
    <message>
        <source>Only the address was taken from a name with an address</source>
        <translation>从“姓名 &lt;邮箱&gt;”里只取了邮箱</translation>
    </message>
    <message>
        <source>The region of new customers was taken from their address</source>
        <translation>新客户的地区取自地址</translation>
    </message>
    <message>
        <source>This is not the password of the workbook.</source>
        <translation>这不是该工作簿的密码。</translation>
    </message>
    <message>
        <source>This is neither an amount nor yes or no</source>
        <translation>既不是金额，也不是“是”或“否”</translation>
    </message>
    <message>
        <source>Paid in part: say how much</source>
        <translation>只付了一部分：请填已付多少</translation>
    </message>
    <message>
        <source>Taken to mean that the whole order is paid</source>
        <translation>理解为：整单已付清</translation>
    </message>
    <message>
        <source>Taken to mean that nothing of the order is paid</source>
        <translation>理解为：整单未付款</translation>
    </message>
    <message>
        <source>All of it is paid</source>
        <translation>已全部付清</translation>
    </message>
    <message>
        <source>Nothing of it is paid</source>
        <translation>还没付款</translation>
    </message>
</context>
<context>
    <name>keeping</name>
    <message>
        <source>1 year</source>
        <translation>1 年</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>永久保留</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>{n} months</source>
        <translation>{n} 个月</translation>
    </message>
    <message>
        <source>{n} years</source>
        <translation>{n} 年</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>Everywhere</source>
        <translation>到处都能用</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>In every list</source>
        <translation>列表里</translation>
    </message>
    <message>
        <source>Today, on a row</source>
        <translation>今天：选中一行</translation>
    </message>
    <message>
        <source>Pipeline, on the board</source>
        <translation>商机看板</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
    <message>
        <source>Day by day</source>
        <translation>一天一天走</translation>
    </message>
    <message>
        <source>A month or a week back or ahead</source>
        <translation>往前、往后翻一月或一周</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>The follow-ups of the day, one after the other</source>
        <translation>逐个选中当天的跟进</translation>
    </message>
    <message>
        <source>Open the chosen one, or plan a new one</source>
        <translation>打开选中的跟进，没选中就新建</translation>
    </message>
    <message>
        <source>Move the chosen one to another day</source>
        <translation>把选中的跟进挪到别的日子</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Put off to tomorrow</source>
        <translation>推到明天</translation>
    </message>
    <message>
        <source>Note and next step</source>
        <translation>记录结果和下一步</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Filter the list</source>
        <translation>筛选列表</translation>
    </message>
    <message>
        <source>Write down a call or a note</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Edit the customer</source>
        <translation>编辑客户资料</translation>
    </message>
    <message>
        <source>What the note is: call, WeChat, visit, text message, e-mail, meeting, note</source>
        <translation>记的是什么：电话、微信、拜访、短信、邮件、会面、备注</translation>
    </message>
    <message>
        <source>A ready-made text</source>
        <translation>用常用语</translation>
    </message>
    <message>
        <source>From card to card</source>
        <translation>在卡片间走</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Move the card</source>
        <translation>移动卡片</translation>
    </message>
    <message>
        <source>Move the whole column</source>
        <translation>移动整列</translation>
    </message>
    <message>
        <source>Mark several cards</source>
        <translation>选中好几张卡片</translation>
    </message>
    <message>
        <source>Row by row</source>
        <translation>一行一行走</translation>
    </message>
    <message>
        <source>Copy a greeting, on a birthday</source>
        <translation>生日那行：复制祝福语</translation>
    </message>
    <message>
        <source>Plan when to get in touch</source>
        <translation>该联系的那行：安排联系</translation>
    </message>
    <message>
        <source>Page by page, to the first and the last row</source>
        <translation>翻页，到第一行、最后一行</translation>
    </message>
    <message>
        <source>Tick</source>
        <translation>勾选</translation>
    </message>
    <message>
        <source>Tick several</source>
        <translation>勾选好几行</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>全部勾选</translation>
    </message>
    <message>
        <source>From cell to cell</source>
        <translation>在格子间走</translation>
    </message>
    <message>
        <source>Change a cell</source>
        <translation>修改这一格</translation>
    </message>
    <message>
        <source>Copy the rows</source>
        <translation>复制这些行</translation>
    </message>
    <message>
        <source>A new one like this one</source>
        <translation>照样新建一个</translation>
    </message>
    <message>
        <source>The menu of the row</source>
        <translation>这一行的菜单</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>How do I …</source>
        <translation>我想……</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Nothing is called that. The search (Ctrl+K) finds customers too.</source>
        <translation>没有叫这个的。找客户请用搜索（Ctrl+K）。</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>想做什么？打字找</translation>
    </message>
    <message>
        <source>Week and day: half an hour earlier or later</source>
        <translation>周、日视图：往前或往后半小时</translation>
    </message>
    <message>
        <source>Week and day: the chosen one a quarter of an hour earlier or later</source>
        <translation>周、日视图：选中的提前或推后一刻钟</translation>
    </message>
</context>
<context>
    <name>kind</name>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Deals</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Follow-ups</source>
        <translation>跟进</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Notes and calls</source>
        <translation>沟通记录</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Nothing found. Fewer letters find more.</source>
        <translation>没有找到。少输几个字试试。</translation>
    </message>
</context>
<context>
    <name>lifecycle</name>
    <message>
        <source>has not bought yet</source>
        <translation>还没买过</translation>
    </message>
    <message>
        <source>usually every {usual} days, now {n} days away</source>
        <translation>平时 {usual} 天来一次，现在 {n} 天没来</translation>
    </message>
    <message>
        <source>last bought {n} days ago</source>
        <translation>上次买是 {n} 天前</translation>
    </message>
    <message>
        <source>bought once</source>
        <translation>买过一次</translation>
    </message>
    <message>
        <source>bought {n} times</source>
        <translation>买过 {n} 次</translation>
    </message>
</context>
<context>
    <name>list</name>
    <message>
        <source>“{name}” can&apos;t be used as a filter.</source>
        <translation>“{name}”不能用作筛选条件。</translation>
    </message>
    <message>
        <source>There is no list called “{name}”.</source>
        <translation>没有名为“{name}”的列表。</translation>
    </message>
    <message>
        <source>There is no field called “{name}”.</source>
        <translation>没有名为“{name}”的字段。</translation>
    </message>
</context>
<context>
    <name>list_export</name>
    <message>
        <source>1 row written to {name}</source>
        <translation>已把 1 行写入 {name}</translation>
    </message>
    <message>
        <source>CSV file (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel 工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Excel workbook with a password (*.xlsx)</source>
        <translation>带密码的 Excel 工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export: {what}</source>
        <translation>导出：{what}</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>What this workbook can&apos;t do</source>
        <translation>关于这个表格</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>正在写入 {name}</translation>
    </message>
    <message>
        <source>{n} rows written to {name}</source>
        <translation>已把 {n} 行写入 {name}</translation>
    </message>
</context>
<context>
    <name>look_inside</name>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选一个文件</translation>
    </message>
    <message>
        <source>Look inside</source>
        <translation>打开看看</translation>
    </message>
    <message>
        <source>Passphrase or recovery code</source>
        <translation>密语或恢复码</translation>
    </message>
    <message>
        <source>Which backup?</source>
        <translation>哪个备份？</translation>
    </message>
</context>
<context>
    <name>merge</name>
    <message>
        <source>Choose at least two customers that are not in the recycle bin.</source>
        <translation>请至少选择两位不在回收站里的客户。</translation>
    </message>
    <message>
        <source>1 deal</source>
        <translation>1 个商机</translation>
    </message>
    <message>
        <source>{n} deals</source>
        <translation>{n} 个商机</translation>
    </message>
    <message>
        <source>1 order</source>
        <translation>1 张订单</translation>
    </message>
    <message>
        <source>{n} orders</source>
        <translation>{n} 张订单</translation>
    </message>
    <message>
        <source>1 follow-up</source>
        <translation>1 条跟进</translation>
    </message>
    <message>
        <source>{n} follow-ups</source>
        <translation>{n} 条跟进</translation>
    </message>
    <message>
        <source>1 note in the timeline</source>
        <translation>1 条往来记录</translation>
    </message>
    <message>
        <source>{n} notes in the timeline</source>
        <translation>{n} 条往来记录</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 个文件</translation>
    </message>
    <message>
        <source>{n} files</source>
        <translation>{n} 个文件</translation>
    </message>
    <message>
        <source>1 referred customer</source>
        <translation>1 位被介绍的客户</translation>
    </message>
    <message>
        <source>{n} referred customers</source>
        <translation>{n} 位被介绍的客户</translation>
    </message>
    <message>
        <source>1 tie to another customer</source>
        <translation>1 个客户关系</translation>
    </message>
    <message>
        <source>{n} ties to other customers</source>
        <translation>{n} 个客户关系</translation>
    </message>
    <message>
        <source>1 other record</source>
        <translation>1 条其他记录</translation>
    </message>
    <message>
        <source>{n} other records</source>
        <translation>{n} 条其他记录</translation>
    </message>
    <message>
        <source>Choose at most {n} customers.</source>
        <translation>最多选 {n} 位客户。</translation>
    </message>
    <message>
        <source>Keep the other one</source>
        <translation>改为保留另一位</translation>
    </message>
    <message>
        <source>Keep {name}</source>
        <translation>保留 {name}</translation>
    </message>
    <message>
        <source>Kept apart for good.</source>
        <translation>已确认是两位客户，不再提示。</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Merge customers</source>
        <translation>合并客户</translation>
    </message>
    <message>
        <source>Moves along: {what}</source>
        <translation>一起转过来：{what}</translation>
    </message>
    <message>
        <source>Not the same</source>
        <translation>不是同一位</translation>
    </message>
    <message>
        <source>Nothing else has to move.</source>
        <translation>没有别的要转移。</translation>
    </message>
    <message>
        <source>One stays, the others go to the recycle bin. It can be undone at any time.</source>
        <translation>留下一位，其余进回收站。随时可以撤销。</translation>
    </message>
    <message>
        <source>Only what differs</source>
        <translation>只看不同的</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>合并后</translation>
    </message>
    <message>
        <source>Show 1 field in which they agree</source>
        <translation>显示 1 项相同的资料</translation>
    </message>
    <message>
        <source>Show {n} fields in which they agree</source>
        <translation>显示 {n} 项相同的资料</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>对调</translation>
    </message>
    <message>
        <source>They are two: don&apos;t show them as look-alikes again</source>
        <translation>他们是两位客户：不再作为重复客户显示</translation>
    </message>
    <message>
        <source>is merged in</source>
        <translation>并入</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>{names} are one customer now.</source>
        <translation>{names} 已合并成一位客户。</translation>
    </message>
    <message>
        <source>{name} is there only once now.</source>
        <translation>{name} 现在只有一份了。</translation>
    </message>
    <message>
        <source>Choose two different customers.</source>
        <translation>请选择两位不同的客户。</translation>
    </message>
</context>
<context>
    <name>money</name>
    <message>
        <source>This is not a number</source>
        <translation>不是数字</translation>
    </message>
    <message>
        <source>The number is too large</source>
        <translation>数字太大</translation>
    </message>
    <message>
        <source>It is not clear whether “{sign}” stands before decimals or between thousands</source>
        <translation>分不清“{sign}”是小数点还是千位分隔</translation>
    </message>
    <message>
        <source>It is not clear what “{sign}” between the digits means</source>
        <translation>看不清数字中间的“{sign}”是什么意思</translation>
    </message>
    <message>
        <source>There is a letter “{letter}” in the number</source>
        <translation>数字里有字母“{letter}”</translation>
    </message>
    <message>
        <source>Excel could not work out this formula</source>
        <translation>Excel 没算出这个公式</translation>
    </message>
    <message>
        <source>free</source>
        <translation>免费</translation>
    </message>
    <message>
        <source>gave back {amount} too much</source>
        <translation>多退 {amount}</translation>
    </message>
    <message>
        <source>given back</source>
        <translation>已退</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>overpaid {amount}</source>
        <translation>多收 {amount}</translation>
    </message>
    <message>
        <source>owes {amount}</source>
        <translation>欠 {amount}</translation>
    </message>
    <message>
        <source>paid</source>
        <translation>已付</translation>
    </message>
    <message>
        <source>to give back {amount}</source>
        <translation>应退 {amount}</translation>
    </message>
</context>
<context>
    <name>month</name>
    <message>
        <source>Jan</source>
        <translation>1月</translation>
    </message>
    <message>
        <source>Feb</source>
        <translation>2月</translation>
    </message>
    <message>
        <source>Mar</source>
        <translation>3月</translation>
    </message>
    <message>
        <source>Apr</source>
        <translation>4月</translation>
    </message>
    <message>
        <source>May</source>
        <translation>5月</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>6月</translation>
    </message>
    <message>
        <source>Jul</source>
        <translation>7月</translation>
    </message>
    <message>
        <source>Aug</source>
        <translation>8月</translation>
    </message>
    <message>
        <source>Sep</source>
        <translation>9月</translation>
    </message>
    <message>
        <source>Oct</source>
        <translation>10月</translation>
    </message>
    <message>
        <source>Nov</source>
        <translation>11月</translation>
    </message>
    <message>
        <source>Dec</source>
        <translation>12月</translation>
    </message>
</context>
<context>
    <name>order</name>
    <message>
        <source>This order does not exist any more.</source>
        <translation>这个订单已经不在了。</translation>
    </message>
    <message>
        <source>A payment needs an amount.</source>
        <translation>请填付款金额。</translation>
    </message>
    <message>
        <source>Nothing is owed.</source>
        <translation>没有欠款。</translation>
    </message>
    <message>
        <source>This payment does not exist any more.</source>
        <translation>这笔收款已经不在了。</translation>
    </message>
    <message>
        <source>An order needs a date.</source>
        <translation>请填订单日期。</translation>
    </message>
    <message>
        <source>Another order has this number.</source>
        <translation>这个订单号已经用过了。</translation>
    </message>
    <message>
        <source>An order needs at least one product.</source>
        <translation>订单里至少要有一样商品。</translation>
    </message>
    <message>
        <source>Each line needs a product.</source>
        <translation>每一行都要有商品。</translation>
    </message>
    <message>
        <source>Each line needs a quantity.</source>
        <translation>每一行都要有数量。</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Another day …</source>
        <translation>其他日期…</translation>
    </message>
    <message>
        <source>At the end of the month</source>
        <translation>月底</translation>
    </message>
    <message>
        <source>Choose a day</source>
        <translation>选日期</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>优惠</translation>
    </message>
    <message>
        <source>Discount on the order</source>
        <translation>整单优惠</translation>
    </message>
    <message>
        <source>Free of charge.</source>
        <translation>免费赠送。</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>已退</translation>
    </message>
    <message>
        <source>Given back too much</source>
        <translation>多退</translation>
    </message>
    <message>
        <source>In 30 days</source>
        <translation>30 天后</translation>
    </message>
    <message>
        <source>In 7 days</source>
        <translation>7 天后</translation>
    </message>
    <message>
        <source>No day agreed</source>
        <translation>不约定日期</translation>
    </message>
    <message>
        <source>No price yet: this line counts as {amount}.</source>
        <translation>还没填单价，这一行按 {amount} 算。</translation>
    </message>
    <message>
        <source>Not in your list of products yet: it is added when you save.</source>
        <translation>商品列表里没有，保存时会加进去。</translation>
    </message>
    <message>
        <source>Overpaid</source>
        <translation>多收</translation>
    </message>
    <message>
        <source>Paid by</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Still owed</source>
        <translation>还欠</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>小计</translation>
    </message>
    <message>
        <source>Take this line away</source>
        <translation>去掉这一行</translation>
    </message>
    <message>
        <source>To be paid by</source>
        <translation>约定付款日</translation>
    </message>
    <message>
        <source>To give back</source>
        <translation>应退</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Total {total}</source>
        <translation>合计 {total}</translation>
    </message>
    <message>
        <source>Total {total}, {state}</source>
        <translation>合计 {total}，{state}</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>by cash, card …</source>
        <translation>微信、现金…</translation>
    </message>
    <message>
        <source>no day agreed</source>
        <translation>没约定</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>没有</translation>
    </message>
</context>
<context>
    <name>page</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>past</name>
    <message>
        <source>Then</source>
        <translation>当时</translation>
    </message>
    <message>
        <source>gone now</source>
        <translation>现在没有了</translation>
    </message>
    <message>
        <source>in the recycle bin</source>
        <translation>在回收站里</translation>
    </message>
    <message>
        <source>changed since</source>
        <translation>之后改过</translation>
    </message>
    <message>
        <source>the same now</source>
        <translation>现在一样</translation>
    </message>
    <message>
        <source>A backup that was restored</source>
        <translation>恢复的备份</translation>
    </message>
    <message>
        <source>After an update of the program</source>
        <translation>程序升级之后</translation>
    </message>
    <message>
        <source>After a repair</source>
        <translation>修复之后</translation>
    </message>
    <message>
        <source>After it was encrypted</source>
        <translation>加密之后</translation>
    </message>
    <message>
        <source>After the encryption was taken off</source>
        <translation>取消加密之后</translation>
    </message>
    <message>
        <source>An earlier state of the data</source>
        <translation>过去的数据</translation>
    </message>
    <message>
        <source>an earlier state</source>
        <translation>过去的数据</translation>
    </message>
    <message>
        <source>now: {value}</source>
        <translation>现在：{value}</translation>
    </message>
</context>
<context>
    <name>payment</name>
    <message>
        <source>A day is needed</source>
        <translation>请填日期</translation>
    </message>
    <message>
        <source>All of them, the oldest first</source>
        <translation>全部欠款，先还最早的</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>An amount is needed</source>
        <translation>请填金额</translation>
    </message>
    <message>
        <source>Correct a payment</source>
        <translation>改收款</translation>
    </message>
    <message>
        <source>Correct this payment</source>
        <translation>改这笔收款</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>For</source>
        <translation>哪一单</translation>
    </message>
    <message>
        <source>Give money back</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>收还是退</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Nothing is owed.</source>
        <translation>没有欠款。</translation>
    </message>
    <message>
        <source>Nothing paid yet.</source>
        <translation>还没收过款。</translation>
    </message>
    <message>
        <source>Paid by</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Payment of {amount} taken away</source>
        <translation>{amount} 的收款已删掉</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>收款记录</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Record payment</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Take this payment away</source>
        <translation>删掉这笔收款</translation>
    </message>
    <message>
        <source>Then: {state}</source>
        <translation>之后：{state}</translation>
    </message>
    <message>
        <source>Walk-in customer</source>
        <translation>散客</translation>
    </message>
    <message>
        <source>given back</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>{amount} given back</source>
        <translation>已退 {amount}</translation>
    </message>
    <message>
        <source>{amount} given back to {name}</source>
        <translation>已退给{name} {amount}</translation>
    </message>
    <message>
        <source>{amount} received</source>
        <translation>已收 {amount}</translation>
    </message>
    <message>
        <source>{amount} received from {name}</source>
        <translation>已收{name} {amount}</translation>
    </message>
</context>
<context>
    <name>people</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add somebody</source>
        <translation>添一个人</translation>
    </message>
    <message>
        <source>Brought {n} customers</source>
        <translation>介绍来 {n} 位客户</translation>
    </message>
    <message>
        <source>Change what {name} is</source>
        <translation>改{name}的关系</translation>
    </message>
    <message>
        <source>Choose somebody of the list.</source>
        <translation>请从列表里选一个人。</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Nobody written down yet.</source>
        <translation>还没记下谁。</translation>
    </message>
    <message>
        <source>Referred by</source>
        <translation>介绍人</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Show them in the list</source>
        <translation>在列表里看</translation>
    </message>
    <message>
        <source>Taken away</source>
        <translation>已去掉</translation>
    </message>
    <message>
        <source>What they are</source>
        <translation>什么关系</translation>
    </message>
    <message>
        <source>What they are to {name}</source>
        <translation>是{name}的什么人</translation>
    </message>
    <message>
        <source>Who belongs to {name}?</source>
        <translation>谁和{name}有关系？</translation>
    </message>
    <message>
        <source>Works here</source>
        <translation>在这家公司</translation>
    </message>
    <message>
        <source>{name} belongs to {other}</source>
        <translation>已记下{name}和{other}的关系</translation>
    </message>
    <message>
        <source>{name} does not belong here</source>
        <translation>去掉{name}</translation>
    </message>
</context>
<context>
    <name>period</name>
    <message>
        <source>This month so far</source>
        <translation>本月到今天</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上个月</translation>
    </message>
    <message>
        <source>This quarter so far</source>
        <translation>本季到今天</translation>
    </message>
    <message>
        <source>This year so far</source>
        <translation>今年到今天</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>去年</translation>
    </message>
    <message>
        <source>Last 12 months</source>
        <translation>最近 12 个月</translation>
    </message>
    <message>
        <source>From the beginning</source>
        <translation>从开店到现在</translation>
    </message>
    <message>
        <source>Next 3 months</source>
        <translation>今后 3 个月</translation>
    </message>
    <message>
        <source>Next 6 months</source>
        <translation>今后 6 个月</translation>
    </message>
    <message>
        <source>Next 12 months</source>
        <translation>今后 12 个月</translation>
    </message>
    <message>
        <source>Choose days …</source>
        <translation>自己选日期…</translation>
    </message>
    <message>
        <source>{start} to {end}</source>
        <translation>{start} 至 {end}</translation>
    </message>
    <message>
        <source>{month} 1–{day}</source>
        <translation>{month}至{day}日</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation>{year}年{month}</translation>
    </message>
</context>
<context>
    <name>phone</name>
    <message>
        <source>Excel lost the last digits of this number</source>
        <translation>Excel 丢了尾数</translation>
    </message>
    <message>
        <source>This is not a phone number</source>
        <translation>不是电话</translation>
    </message>
    <message>
        <source>There is a letter “{letter}” in the number</source>
        <translation>号码里有字母“{letter}”</translation>
    </message>
    <message>
        <source>Some digits of this number are hidden</source>
        <translation>这个号码有几位被隐藏了</translation>
    </message>
    <message>
        <source>The number has too few digits</source>
        <translation>号码位数不够</translation>
    </message>
    <message>
        <source>The number has too many digits</source>
        <translation>号码位数太多</translation>
    </message>
    <message>
        <source>It is not clear where one number ends and the next begins</source>
        <translation>看不出一个号码到哪里结束、下一个从哪里开始</translation>
    </message>
</context>
<context>
    <name>pipeline</name>
    <message>
        <source>Won</source>
        <translation>成交</translation>
    </message>
    <message>
        <source>amount, and an order if you like</source>
        <translation>记金额，可生成订单</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>丢单</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>1 deal</source>
        <translation>1 笔</translation>
    </message>
    <message>
        <source>; goal {goal}, won {won}</source>
        <translation>；目标 {goal}，已成交 {won}</translation>
    </message>
    <message>
        <source>A customer</source>
        <translation>某位客户</translation>
    </message>
    <message>
        <source>Add pipeline</source>
        <translation>添加流程</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>预计成交</translation>
    </message>
    <message>
        <source>Closing this month</source>
        <translation>本月成交</translation>
    </message>
    <message>
        <source>Closing this week</source>
        <translation>本周成交</translation>
    </message>
    <message>
        <source>Closing until the end of next month</source>
        <translation>下月底前成交</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Date has passed</source>
        <translation>日期已过</translation>
    </message>
    <message>
        <source>Days in the stage</source>
        <translation>本阶段停留天数</translation>
    </message>
    <message>
        <source>Deals</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Deals from an amount</source>
        <translation>多少金额以上的商机</translation>
    </message>
    <message>
        <source>Delete (only when empty)</source>
        <translation>删除（空的才能删）</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>今天要跟进</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Filter forgotten: {name}</source>
        <translation>已去掉筛选：{name}</translation>
    </message>
    <message>
        <source>Filter kept: {name}</source>
        <translation>已保存筛选：{name}</translation>
    </message>
    <message>
        <source>Filter this board</source>
        <translation>在看板里筛</translation>
    </message>
    <message>
        <source>For another way of selling, such as wholesale. It begins with the usual stages.</source>
        <translation>用于另一种卖法，比如批发。先带上常用的几个阶段。</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Forget “{name}”</source>
        <translation>去掉“{name}”</translation>
    </message>
    <message>
        <source>From an amount …</source>
        <translation>金额多少以上…</translation>
    </message>
    <message>
        <source>Gift boxes</source>
        <translation>礼盒</translation>
    </message>
    <message>
        <source>Goals by month …</source>
        <translation>每月目标…</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>久未跟进</translation>
    </message>
    <message>
        <source>Idle for too long</source>
        <translation>太久没跟进</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Keep this filter</source>
        <translation>保存这个筛选</translation>
    </message>
    <message>
        <source>Keep this filter …</source>
        <translation>保存这个筛选…</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Loading the list</source>
        <translation>正在读取列表</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Narrow</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Need doing</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>New deal in “{stage}”</source>
        <translation>在“{stage}”新建商机</translation>
    </message>
    <message>
        <source>New pipeline</source>
        <translation>新建流程</translation>
    </message>
    <message>
        <source>New pipeline …</source>
        <translation>新建流程…</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>没有日期</translation>
    </message>
    <message>
        <source>No deal fits the filter.</source>
        <translation>没有符合条件的商机。</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>没有负责人</translation>
    </message>
    <message>
        <source>On average</source>
        <translation>平均停留</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Open “{stage}”</source>
        <translation>展开“{stage}”</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>Owner: {name}</source>
        <translation>负责人 {name}</translation>
    </message>
    <message>
        <source>Pipeline added: {name}</source>
        <translation>已添加流程：{name}</translation>
    </message>
    <message>
        <source>Pipeline deleted: {name}</source>
        <translation>已删除流程：{name}</translation>
    </message>
    <message>
        <source>Pipeline renamed: {name}</source>
        <translation>流程已改名：{name}</translation>
    </message>
    <message>
        <source>Rename pipeline</source>
        <translation>流程改名</translation>
    </message>
    <message>
        <source>Rename …</source>
        <translation>改名…</translation>
    </message>
    <message>
        <source>Set up stages …</source>
        <translation>设置阶段…</translation>
    </message>
    <message>
        <source>Sort by amount</source>
        <translation>按金额排</translation>
    </message>
    <message>
        <source>Sort by closing date</source>
        <translation>按预计成交日排</translation>
    </message>
    <message>
        <source>Sort by hand</source>
        <translation>手工排序</translation>
    </message>
    <message>
        <source>Sort by next step</source>
        <translation>按下一步排</translation>
    </message>
    <message>
        <source>Sorting, stages, cards and goals</source>
        <translation>排序、阶段、卡片和目标</translation>
    </message>
    <message>
        <source>Stage moved: {stage}</source>
        <translation>已移动阶段：{stage}</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tag {tag}</source>
        <translation>标签 {tag}</translation>
    </message>
    <message>
        <source>What the cards say …</source>
        <translation>卡片上显示什么…</translation>
    </message>
    <message>
        <source>Won this month</source>
        <translation>本月成交</translation>
    </message>
    <message>
        <source>from {amount}</source>
        <translation>{amount} 起</translation>
    </message>
    <message>
        <source>goal {amount}</source>
        <translation>目标 {amount}</translation>
    </message>
    <message>
        <source>of {goal}, {percent}%</source>
        <translation>目标 {goal}，完成 {percent}%</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>{day} 前</translation>
    </message>
    <message>
        <source>{stage}: {n} deals, {amount}, weighted {weighted}, {rotten} idle</source>
        <translation>{stage}：{n} 笔，{amount}，加权 {weighted}，{rotten} 笔久未跟进</translation>
    </message>
    <message>
        <source>Weighted</source>
        <translation>加权</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>Fold “{stage}”</source>
        <translation>折叠“{stage}”</translation>
    </message>
    <message>
        <source>Without next step</source>
        <translation>没有下一步</translation>
    </message>
    <message>
        <source>choose a reason</source>
        <translation>选一个原因</translation>
    </message>
    <message>
        <source>days in a stage</source>
        <translation>天</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>久未跟进</translation>
    </message>
    <message>
        <source>need doing</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>没有日期</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>weighted {amount}</source>
        <translation>加权 {amount}</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>{n} days idle</source>
        <translation>{n} 天未跟进</translation>
    </message>
    <message>
        <source>{n} days overdue</source>
        <translation>逾期 {n} 天</translation>
    </message>
    <message>
        <source>{n} deals</source>
        <translation>{n} 笔</translation>
    </message>
    <message>
        <source>{n} idle</source>
        <translation>{n} 笔未跟进</translation>
    </message>
    <message>
        <source>{n} overdue</source>
        <translation>{n} 逾期</translation>
    </message>
    <message>
        <source>{n} without next step</source>
        <translation>{n} 没有下一步</translation>
    </message>
    <message>
        <source>“{title}” is expected to close: {day}</source>
        <translation>“{title}”预计成交：{day}</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>can be undone</source>
        <translation>可撤销</translation>
    </message>
    <message>
        <source>To another pipeline</source>
        <translation>移到别的流程</translation>
    </message>
    <message>
        <source>No next step</source>
        <translation>没有下一步</translation>
    </message>
    <message>
        <source>1 day overdue</source>
        <translation>逾期 1 天</translation>
    </message>
</context>
<context>
    <name>places</name>
    <message>
        <source>{path} is on a network drive ({kind}).</source>
        <translation>{path} 在网络磁盘上（{kind}）。</translation>
    </message>
    <message>
        <source>Live data would be damaged there. Choose a folder on this computer; only backups may go there.</source>
        <translation>正在使用的数据放在那里会损坏。请选这台电脑上的文件夹；备份可以放在那里。</translation>
    </message>
</context>
<context>
    <name>product</name>
    <message>
        <source>This product does not exist any more.</source>
        <translation>这个商品已经不在了。</translation>
    </message>
    <message>
        <source>A product needs a name.</source>
        <translation>请填商品名称。</translation>
    </message>
    <message>
        <source>Another product has this number.</source>
        <translation>这个编号已经有别的商品用了。</translation>
    </message>
    <message>
        <source>It can&apos;t be below zero.</source>
        <translation>不能小于零。</translation>
    </message>
</context>
<context>
    <name>protection</name>
    <message>
        <source>The data on this disk is encrypted. Without passphrase or recovery code nobody can read it.</source>
        <translation>这块磁盘上的数据已加密。没有密语或恢复码，谁也读不了。</translation>
    </message>
    <message>
        <source>The data on this disk is NOT encrypted: whoever gets at the disk can read it.</source>
        <translation>这块磁盘上的数据没有加密：谁拿到磁盘都能看到。</translation>
    </message>
    <message>
        <source>What you can rely on</source>
        <translation>您可以放心的</translation>
    </message>
    <message>
        <source>Every backup is encrypted, and counts only after it was read back.</source>
        <translation>每个备份都是加密的，而且读回核对之后才算数。</translation>
    </message>
    <message>
        <source>What was saved survives a power cut, a crash and a full disk.</source>
        <translation>保存过的内容不怕断电、死机和磁盘写满。</translation>
    </message>
    <message>
        <source>A restore replaces nothing for good: what was there is kept.</source>
        <translation>恢复不会抹掉现有数据：原来的都会保留。</translation>
    </message>
    <message>
        <source>Nothing leaves this computer unless you export or copy it.</source>
        <translation>除非您自己导出或复制，数据不会离开这台电脑。</translation>
    </message>
    <message>
        <source>Backups open without this program too: a note inside tells how, with free tools.</source>
        <translation>没有本程序也能打开备份：里面的说明教您用免费工具打开。</translation>
    </message>
    <message>
        <source>What nobody can do for you</source>
        <translation>谁也帮不了您的</translation>
    </message>
    <message>
        <source>Passphrase and recovery code both lost: the data can&apos;t be opened, not by us either.</source>
        <translation>密语和恢复码都丢了：数据就打不开了，我们也没有办法。</translation>
    </message>
    <message>
        <source>Backups on this disk only are lost with it. Keep a second copy elsewhere.</source>
        <translation>只放在这块磁盘上的备份会和它一起丢失。请在别处再留一份。</translation>
    </message>
    <message>
        <source>What is not protected</source>
        <translation>不受保护的</translation>
    </message>
    <message>
        <source>While the program is open and not locked, whoever sits there sees everything.</source>
        <translation>程序打开且没有锁定时，坐在电脑前的人什么都能看到。</translation>
    </message>
    <message>
        <source>Malicious software on this computer can read what you can read.</source>
        <translation>这台电脑上的恶意软件能读到您能读到的一切。</translation>
    </message>
    <message>
        <source>Memory that the system writes to disk (sleep, swap) is not ours to protect. Turn on BitLocker or FileVault as well.</source>
        <translation>系统写到磁盘的内存（休眠、交换）我们保护不了：请打开 BitLocker 或 FileVault。</translation>
    </message>
    <message>
        <source>What you export lies open where you put it, unless it is a workbook with a password.</source>
        <translation>导出的文件放在哪里就谁都能看，除非是带密码的工作簿。</translation>
    </message>
    <message>
        <source>A file that you open from a record lies in a temporary folder until the program closes.</source>
        <translation>从客户资料里打开的文件，在程序关闭前会放在临时文件夹里。</translation>
    </message>
    <message>
        <source>What was deleted for good stays in older backups and maybe in unused disk space.</source>
        <translation>彻底删除的内容仍在旧备份里，也可能残留在磁盘的空闲区域。</translation>
    </message>
    <message>
        <source>The history shows tampering by staff; whoever runs this PC can get round it.</source>
        <translation>改动历史能看出员工的改动和篡改；但管理这台电脑的人可以绕过它。</translation>
    </message>
    <message>
        <source>File names of backups show the shop&apos;s name, their dates and how large they are.</source>
        <translation>备份的文件名会显示店名、日期和大小。</translation>
    </message>
</context>
<context>
    <name>quality</name>
    <message>
        <source>No phone number</source>
        <translation>没有电话</translation>
    </message>
    <message>
        <source>They can&apos;t be called, nor recognised in another file.</source>
        <translation>无法致电，也无法在别的文件中认出。</translation>
    </message>
    <message>
        <source>Unusual phone number</source>
        <translation>号码不常见</translation>
    </message>
    <message>
        <source>No provider gives out such numbers: a digit may be wrong.</source>
        <translation>没有运营商使用这样的号段，可能有一位写错了。</translation>
    </message>
    <message>
        <source>Impossible birthday</source>
        <translation>生日不合理</translation>
    </message>
    <message>
        <source>In the future, or more than 120 years ago.</source>
        <translation>在将来，或在 120 多年以前。</translation>
    </message>
    <message>
        <source>Impossible date</source>
        <translation>不可能的日期</translation>
    </message>
    <message>
        <source>A sale, a talk or a plan of theirs lies decades back or years ahead: look at it.</source>
        <translation>有订单、沟通或计划的日期在几十年前或多年以后，请核对。</translation>
    </message>
    <message>
        <source>Not a real name</source>
        <translation>姓名不像姓名</translation>
    </message>
    <message>
        <source>Without an owner</source>
        <translation>无人负责</translation>
    </message>
    <message>
        <source>Possible look-alikes</source>
        <translation>可能重复</translation>
    </message>
    <message>
        <source>Without: {field}</source>
        <translation>缺少：{field}</translation>
    </message>
    <message>
        <source>Your shop asks for it (Settings, Entry rules).</source>
        <translation>店里要求填写（设置 → 填写要求）。</translation>
    </message>
    <message>
        <source>Only digits or signs, or a word such as “test”.</source>
        <translation>只有数字或符号，或是“测试”之类的字样。</translation>
    </message>
    <message>
        <source>No owner: in a shop of several people such customers are forgotten.</source>
        <translation>没有负责人：店里人一多，这样的客户容易被忘记。</translation>
    </message>
    <message>
        <source>Not verified for a year</source>
        <translation>一年未核实</translation>
    </message>
    <message>
        <source>Ask at the next contact whether everything is still right.</source>
        <translation>下次联系时请核对资料是否仍然正确。</translation>
    </message>
    <message>
        <source>Compare them: merge them, or say that they are two.</source>
        <translation>对比一下：合并，或确认是两位客户。</translation>
    </message>
    <message>
        <source>Looking the customers over</source>
        <translation>正在检查客户资料</translation>
    </message>
    <message>
        <source>Last verified</source>
        <translation>上次核实</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Customers to mend</source>
        <translation>要修改的客户</translation>
    </message>
    <message>
        <source>Data quality</source>
        <translation>资料体检</translation>
    </message>
    <message>
        <source>Everything known about this customer was checked today</source>
        <translation>这位客户的资料今天都核实过</translation>
    </message>
    <message>
        <source>Find look-alikes</source>
        <translation>查找重复客户</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>去修改</translation>
    </message>
    <message>
        <source>Kinds of trouble</source>
        <translation>问题种类</translation>
    </message>
    <message>
        <source>Looking for look-alikes</source>
        <translation>正在查找重复客户</translation>
    </message>
    <message>
        <source>Nothing to mend here.</source>
        <translation>这里没有要改的。</translation>
    </message>
    <message>
        <source>Still right</source>
        <translation>仍然正确</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>{name}: checked today.</source>
        <translation>{name}：今天已核实。</translation>
    </message>
</context>
<context>
    <name>recycle_bin</name>
    <message>
        <source>Deleting for good</source>
        <translation>正在彻底删除</translation>
    </message>
</context>
<context>
    <name>region</name>
    <message>
        <source>Mainland China</source>
        <translation>中国大陆</translation>
    </message>
    <message>
        <source>Hong Kong</source>
        <translation>中国香港</translation>
    </message>
    <message>
        <source>Macao</source>
        <translation>中国澳门</translation>
    </message>
    <message>
        <source>Taiwan</source>
        <translation>中国台湾</translation>
    </message>
    <message>
        <source>Singapore</source>
        <translation>新加坡</translation>
    </message>
    <message>
        <source>Malaysia</source>
        <translation>马来西亚</translation>
    </message>
    <message>
        <source>United States</source>
        <translation>美国</translation>
    </message>
    <message>
        <source>Canada</source>
        <translation>加拿大</translation>
    </message>
    <message>
        <source>United Kingdom</source>
        <translation>英国</translation>
    </message>
    <message>
        <source>Australia</source>
        <translation>澳大利亚</translation>
    </message>
    <message>
        <source>Germany</source>
        <translation>德国</translation>
    </message>
    <message>
        <source>France</source>
        <translation>法国</translation>
    </message>
    <message>
        <source>Japan</source>
        <translation>日本</translation>
    </message>
</context>
<context>
    <name>relation</name>
    <message>
        <source>Spouse</source>
        <translation>夫妻</translation>
    </message>
    <message>
        <source>Parent</source>
        <translation>父母</translation>
    </message>
    <message>
        <source>Child</source>
        <translation>子女</translation>
    </message>
    <message>
        <source>Brother or sister</source>
        <translation>兄弟姐妹</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>亲戚</translation>
    </message>
    <message>
        <source>Friend</source>
        <translation>朋友</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Boss</source>
        <translation>老板</translation>
    </message>
    <message>
        <source>Employee</source>
        <translation>员工</translation>
    </message>
    <message>
        <source>Neighbour</source>
        <translation>邻居</translation>
    </message>
    <message>
        <source>Not the same person</source>
        <translation>不是同一个人</translation>
    </message>
</context>
<context>
    <name>relations</name>
    <message>
        <source>This can&apos;t be written down.</source>
        <translation>这样记不下来。</translation>
    </message>
    <message>
        <source>Choose somebody else.</source>
        <translation>请选另一个人。</translation>
    </message>
    <message>
        <source>There is no such customer.</source>
        <translation>没有这位客户。</translation>
    </message>
    <message>
        <source>Choose how they belong together.</source>
        <translation>请选他们是什么关系。</translation>
    </message>
    <message>
        <source>That is written down already.</source>
        <translation>已经记过了。</translation>
    </message>
    <message>
        <source>This is no longer written down.</source>
        <translation>这条关系已经不在了。</translation>
    </message>
</context>
<context>
    <name>relocate</name>
    <message>
        <source>Copying the data to its new folder</source>
        <translation>正在把数据复制到新文件夹</translation>
    </message>
    <message>
        <source>This is no better place for live data.</source>
        <translation>这里不适合存放正在使用的数据。</translation>
    </message>
    <message>
        <source>Choose a folder on this computer that no program copies elsewhere.</source>
        <translation>请选择这台电脑上不会被同步到别处的文件夹。</translation>
    </message>
    <message>
        <source>The folder {path} is not empty.</source>
        <translation>文件夹 {path} 不是空的。</translation>
    </message>
</context>
<context>
    <name>reminder</name>
    <message>
        <source>All later</source>
        <translation>全部稍后</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Fold into the bar above</source>
        <translation>收到上面的铃铛里</translation>
    </message>
    <message>
        <source>In 10 minutes</source>
        <translation>10 分钟后</translation>
    </message>
    <message>
        <source>In an hour</source>
        <translation>1 小时后</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Reminder</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Reminder: {name}, {subject}</source>
        <translation>提醒：{name}，{subject}</translation>
    </message>
    <message>
        <source>Tomorrow at 9:00</source>
        <translation>明天 9:00</translation>
    </message>
    <message>
        <source>{n} reminders</source>
        <translation>{n} 条提醒</translation>
    </message>
</context>
<context>
    <name>report</name>
    <message>
        <source>Every {usual} days, now {days} days away</source>
        <translation>平均 {usual} 天来一次，现在 {days} 天没来</translation>
    </message>
    <message>
        <source>Every {usual} days, last here {days} days ago</source>
        <translation>平均 {usual} 天来一次，{days} 天前来过</translation>
    </message>
    <message>
        <source>Came once, {days} days ago</source>
        <translation>只来过一次，{days} 天前</translation>
    </message>
    <message>
        <source>Nobody bought yet.</source>
        <translation>还没有人买过。</translation>
    </message>
    <message>
        <source>All customers come as usual.</source>
        <translation>客户都照常来。</translation>
    </message>
    <message>
        <source>Customers by risk</source>
        <translation>各流失风险的客户数</translation>
    </message>
    <message>
        <source>One customer has stayed away twice as long as usual or longer; it brought {amount} so far.</source>
        <translation>1 位客户没来的时间已是平时间隔的两倍以上，之前共消费 {amount}。</translation>
    </message>
    <message>
        <source>{people} customers have stayed away twice as long as usual or longer; they brought {amount} so far.</source>
        <translation>{people} 位客户没来的时间已是平时间隔的两倍以上，之前共消费 {amount}。</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Last order</source>
        <translation>上次购买</translation>
    </message>
    <message>
        <source>Usual gap</source>
        <translation>平时几天</translation>
    </message>
    <message>
        <source>Days away</source>
        <translation>几天没来</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>流失风险</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Customers who stay away longer than their own rhythm. The sentence counts all who are twice as late as usual, however long ago; after a single order, twice as late as customers of the shop usually come. Today counts those with at least three orders from one and a half times their rhythm up to a year.</source>
        <translation>比自己平时间隔久没来的客户。上面这句数的是隔了平时两倍以上的人，不管多久；只买过一次的，按全店常见的间隔算。“今天”数的是买过三次以上、隔了 1.5 倍到一年以内的人。</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户数</translation>
    </message>
    <message>
        <source>Who may be leaving</source>
        <translation>谁快走了</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新客</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>回头客</translation>
    </message>
    <message>
        <source>{period}: nobody bought yet.</source>
        <translation>{period}还没有人买。</translation>
    </message>
    <message>
        <source>{period}: {new} customers bought for the first time, {back} came back and brought {share} of the sales.</source>
        <translation>{period}新客 {new} 位，回头客 {back} 位，回头客带来 {share} 的销售额。</translation>
    </message>
    <message>
        <source>New customers</source>
        <translation>新客</translation>
    </message>
    <message>
        <source>Sales to new ones</source>
        <translation>新客消费</translation>
    </message>
    <message>
        <source>Sales to returning ones</source>
        <translation>回头客消费</translation>
    </message>
    <message>
        <source>Returning share</source>
        <translation>回头客占比</translation>
    </message>
    <message>
        <source>New and returning</source>
        <translation>新客与回头客</translation>
    </message>
    <message>
        <source>How many buy for the first time and how many come back each month</source>
        <translation>每月多少新客、多少回头客</translation>
    </message>
    <message>
        <source>Not given</source>
        <translation>没填</translation>
    </message>
    <message>
        <source>No customers yet.</source>
        <translation>还没有客户。</translation>
    </message>
    <message>
        <source>{period}: {name} brought {share} of the sales with {buyers} of {people} buyers.</source>
        <translation>{period}，{name}的 {buyers} 位买家（共 {people} 位）带来 {share} 的销售额。</translation>
    </message>
    <message>
        <source>{people} customers, none of them bought in these days.</source>
        <translation>共 {people} 位客户，这段时间都没有买。</translation>
    </message>
    <message>
        <source>Bought</source>
        <translation>买过的</translation>
    </message>
    <message>
        <source>Per buyer</source>
        <translation>客单价</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>销售额</translation>
    </message>
    <message>
        <source>By region</source>
        <translation>地区分布</translation>
    </message>
    <message>
        <source>Where customers live and what they spend</source>
        <translation>客户在哪里，消费多少</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>By grade</source>
        <translation>按等级</translation>
    </message>
    <message>
        <source>What each grade of customers spends</source>
        <translation>各等级客户的消费</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Deals</source>
        <translation>商机数</translation>
    </message>
    <message>
        <source>Should have closed before</source>
        <translation>早该成交的</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>再往后</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>没填日期</translation>
    </message>
    <message>
        <source>Won so far</source>
        <translation>已成交</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Should close in</source>
        <translation>预计成交月份</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Weighted by chance</source>
        <translation>按把握折算</translation>
    </message>
    <message>
        <source>Weighted</source>
        <translation>按把握折算</translation>
    </message>
    <message>
        <source>If all are won</source>
        <translation>全部成交</translation>
    </message>
    <message>
        <source>No open deals.</source>
        <translation>没有进行中的商机。</translation>
    </message>
    <message>
        <source>{deals} open deals over {amount}; by their chances {weighted} can be expected.</source>
        <translation>进行中的商机 {deals} 个，共 {amount}；按把握折算可成交 {weighted}。</translation>
    </message>
    <message>
        <source>{count} of them should have closed already.</source>
        <translation>其中 {count} 个早该成交了。</translation>
    </message>
    <message>
        <source>{first} {second}</source>
        <translation>{first}{second}</translation>
    </message>
    <message>
        <source>Deal</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Should close</source>
        <translation>预计成交</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>Deal forecast</source>
        <translation>成交预测</translation>
    </message>
    <message>
        <source>Open deals by the month they should close in, weighted by their chance</source>
        <translation>进行中的商机按预计成交月份，乘以把握</translation>
    </message>
    <message>
        <source>{period}: no deals were closed.</source>
        <translation>{period}没有结束的商机。</translation>
    </message>
    <message>
        <source>{period}: {won} deals won over {amount} and {lost} lost, a win rate of {rate}.</source>
        <translation>{period}赢单 {won} 个，共 {amount}；丢单 {lost} 个，赢单率 {rate}。</translation>
    </message>
    <message>
        <source>Won</source>
        <translation>赢单</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>丢单</translation>
    </message>
    <message>
        <source>Amount won</source>
        <translation>赢单金额</translation>
    </message>
    <message>
        <source>Amount lost</source>
        <translation>丢单金额</translation>
    </message>
    <message>
        <source>Win rate</source>
        <translation>赢单率</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>结束日</translation>
    </message>
    <message>
        <source>Won and lost</source>
        <translation>赢单与丢单</translation>
    </message>
    <message>
        <source>How many deals were won and lost each month, and why</source>
        <translation>每月赢了多少、丢了多少，为什么</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>单数</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>散客</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Owed</source>
        <translation>欠款</translation>
    </message>
    <message>
        <source>{orders}, {returns}</source>
        <translation>{orders}，{returns}</translation>
    </message>
    <message>
        <source>1 return</source>
        <translation>1 单退货</translation>
    </message>
    <message>
        <source>{count} returns</source>
        <translation>{count} 单退货</translation>
    </message>
    <message>
        <source>1 order</source>
        <translation>1 单</translation>
    </message>
    <message>
        <source>{count} orders</source>
        <translation>{count} 单</translation>
    </message>
    <message>
        <source>1 customer</source>
        <translation>1 位客户</translation>
    </message>
    <message>
        <source>{count} customers</source>
        <translation>{count} 位客户</translation>
    </message>
    <message>
        <source>1 deal</source>
        <translation>1 个商机</translation>
    </message>
    <message>
        <source>{count} deals</source>
        <translation>{count} 个商机</translation>
    </message>
    <message>
        <source>1 follow-up</source>
        <translation>1 项跟进</translation>
    </message>
    <message>
        <source>{count} follow-ups</source>
        <translation>{count} 项跟进</translation>
    </message>
    <message>
        <source>{what}: orders</source>
        <translation>{what}的订单</translation>
    </message>
    <message>
        <source>{what}: customers</source>
        <translation>{what}的客户</translation>
    </message>
    <message>
        <source>{what}: deals</source>
        <translation>{what}的商机</translation>
    </message>
    <message>
        <source>{what}: follow-ups</source>
        <translation>{what}的跟进</translation>
    </message>
    <message>
        <source>{count} rows, the first {listed} of them listed</source>
        <translation>共 {count} 行，列出前 {listed} 行</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>共 {count} 行</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>共 1 行</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Chart data</source>
        <translation>图表数据</translation>
    </message>
    <message>
        <source>Page {n} of {total}</source>
        <translation>第 {n} 页，共 {total} 页</translation>
    </message>
    <message>
        <source>Printed on {day}</source>
        <translation>{day}打印</translation>
    </message>
    <message>
        <source>{name}: {facts}</source>
        <translation>{name}：{facts}</translation>
    </message>
    <message>
        <source>{start} to {end}</source>
        <translation>{start} 至 {end}</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Done late</source>
        <translation>晚完成</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>Done of planned</source>
        <translation>完成率</translation>
    </message>
    <message>
        <source>Nobody named</source>
        <translation>没填员工</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>员工</translation>
    </message>
    <message>
        <source>Still to come</source>
        <translation>还没到</translation>
    </message>
    <message>
        <source>{period}: no follow-ups planned.</source>
        <translation>{period}没有计划跟进。</translation>
    </message>
    <message>
        <source>{period}: {done} of {planned} follow-ups done ({rate}), {overdue} overdue.</source>
        <translation>{period}计划 {planned} 次跟进，完成 {done} 次（{rate}），{overdue} 次逾期。</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期日</translation>
    </message>
    <message>
        <source>Follow-ups over time</source>
        <translation>跟进走势</translation>
    </message>
    <message>
        <source>Follow-ups by staff</source>
        <translation>各员工跟进</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>How many planned follow-ups were done, late or not yet</source>
        <translation>计划的跟进有多少做了、晚了、还没做</translation>
    </message>
    <message>
        <source>By staff</source>
        <translation>按员工</translation>
    </message>
    <message>
        <source>Who keeps up with the follow-ups</source>
        <translation>谁的跟进做得及时</translation>
    </message>
    <message>
        <source>Nobody owes anything.</source>
        <translation>没有人欠款。</translation>
    </message>
    <message>
        <source>{people} customers owe {total}.</source>
        <translation>{people} 位客户共欠 {total}。</translation>
    </message>
    <message>
        <source>{amount} of it has been waiting for more than 30 days.</source>
        <translation>其中 {amount} 已欠 30 天以上。</translation>
    </message>
    <message>
        <source>All of it has been waiting for more than 30 days.</source>
        <translation>全部已欠 30 天以上。</translation>
    </message>
    <message>
        <source>Unpaid orders</source>
        <translation>未付清单数</translation>
    </message>
    <message>
        <source>Oldest order</source>
        <translation>最早的订单</translation>
    </message>
    <message>
        <source>Days overdue</source>
        <translation>逾期天数</translation>
    </message>
    <message>
        <source>Who owes</source>
        <translation>欠款</translation>
    </message>
    <message>
        <source>What customers have not paid yet</source>
        <translation>客户还没付的钱</translation>
    </message>
    <message>
        <source>Nobody bought in these days.</source>
        <translation>这段时间没有人买。</translation>
    </message>
    <message>
        <source>{best} best customers of {all} bring {share} of the sales; {risk} good ones are slipping away.</source>
        <translation>{all} 位客户中，{best} 位最好的客户带来 {share} 的销售额；{risk} 位好客户正在变冷。</translation>
    </message>
    <message>
        <source>Recency</source>
        <translation>新近分</translation>
    </message>
    <message>
        <source>Frequency</source>
        <translation>频次分</translation>
    </message>
    <message>
        <source>Spend</source>
        <translation>金额分</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Who is worth most</source>
        <translation>谁最值钱</translation>
    </message>
    <message>
        <source>How recently, how often and for how much each customer bought</source>
        <translation>每位客户多久前买过、买了几次、花了多少</translation>
    </message>
    <message>
        <source>{month} did most for it: {amount} more.</source>
        <translation>{month}多得最多：{amount}。</translation>
    </message>
    <message>
        <source>{month} weighs most: {amount} less.</source>
        <translation>{month}少得最多：{amount}。</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Without a product</source>
        <translation>没填商品</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>品类</translation>
    </message>
    <message>
        <source>Without a category</source>
        <translation>没填品类</translation>
    </message>
    <message>
        <source>Sales channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Without a channel</source>
        <translation>没填渠道</translation>
    </message>
    <message>
        <source>Discounts on whole orders</source>
        <translation>整单优惠</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>{period}: {name} sold best with {amount}, {share} of {total}.</source>
        <translation>{period}，{name}卖得最多：{amount}，占 {total} 的 {share}。</translation>
    </message>
    <message>
        <source>Sales over time</source>
        <translation>销售走势</translation>
    </message>
    <message>
        <source>What was sold each month, and each day within one, against the year before</source>
        <translation>每月（一个月内看每天）卖了多少，和去年同期比</translation>
    </message>
    <message>
        <source>By product</source>
        <translation>按商品</translation>
    </message>
    <message>
        <source>Which products sell, and which sell less</source>
        <translation>哪些商品好卖，哪些少了</translation>
    </message>
    <message>
        <source>By category</source>
        <translation>按品类</translation>
    </message>
    <message>
        <source>Sales by kind of product</source>
        <translation>各品类卖了多少</translation>
    </message>
    <message>
        <source>By channel</source>
        <translation>按渠道</translation>
    </message>
    <message>
        <source>Sales in the shop, online and elsewhere</source>
        <translation>门店、网上和其他渠道各卖了多少</translation>
    </message>
    <message>
        <source>Who sold how much</source>
        <translation>谁卖了多少</translation>
    </message>
    <message>
        <source>The last day lies before the first one.</source>
        <translation>结束日期早于开始日期。</translation>
    </message>
    <message>
        <source>There is no report called “{name}”.</source>
        <translation>没有名为“{name}”的报表。</translation>
    </message>
    <message>
        <source>See the names with: report --list</source>
        <translation>用 report --list 查看所有名称</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>A year before</source>
        <translation>去年同期</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>相差</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>增减</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>This period</source>
        <translation>本期</translation>
    </message>
    <message>
        <source>Year before</source>
        <translation>去年同期</translation>
    </message>
    <message>
        <source>{period}: nothing sold yet.</source>
        <translation>{period}还没有销售。</translation>
    </message>
    <message>
        <source>{period}: {total} sold in {orders} orders.</source>
        <translation>{period}卖出 {total}，共 {orders} 单。</translation>
    </message>
    <message>
        <source>{period}: {total} sold, {difference} more than in the same days a year before ({change}).</source>
        <translation>{period}卖出 {total}，比去年同期多 {difference}（{change}）。</translation>
    </message>
    <message>
        <source>{period}: {total} sold, {difference} less than in the same days a year before ({change}).</source>
        <translation>{period}卖出 {total}，比去年同期少 {difference}（{change}）。</translation>
    </message>
</context>
<context>
    <name>report_group</name>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Deals</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Follow-ups</source>
        <translation>跟进</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>销售</translation>
    </message>
</context>
<context>
    <name>restore</name>
    <message>
        <source>1 comes back</source>
        <translation>找回 1 条</translation>
    </message>
    <message>
        <source>without “{name}”</source>
        <translation>少了“{name}”</translation>
    </message>
    <message>
        <source>“{name}” comes back</source>
        <translation>找回“{name}”</translation>
    </message>
    <message>
        <source>{what}, {amount} in all</source>
        <translation>{what}，共 {amount}</translation>
    </message>
    <message>
        <source>{n} as they were then</source>
        <translation>{n} 项变回当时的样子</translation>
    </message>
    <message>
        <source>1 as it was then</source>
        <translation>1 项变回当时的样子</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>一样</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names}等，另有 {n} 个</translation>
    </message>
    <message>
        <source>The restore is undone.</source>
        <translation>已撤销恢复。</translation>
    </message>
</context>
<context>
    <name>restore activities</name>
    <message>
        <source>{n} fewer</source>
        <translation>少 {n} 条</translation>
    </message>
    <message>
        <source>{n} come back</source>
        <translation>找回 {n} 条</translation>
    </message>
</context>
<context>
    <name>restore customers</name>
    <message>
        <source>{n} newer go</source>
        <translation>少 {n} 位新客户</translation>
    </message>
    <message>
        <source>{n} come back</source>
        <translation>找回 {n} 位</translation>
    </message>
    <message>
        <source>1 newer goes</source>
        <translation>少 1 位新客户</translation>
    </message>
    <message>
        <source>{n} deleted come back</source>
        <translation>找回 {n} 位删掉的</translation>
    </message>
    <message>
        <source>1 deleted comes back</source>
        <translation>找回 1 位删掉的</translation>
    </message>
</context>
<context>
    <name>restore deals</name>
    <message>
        <source>{n} fewer</source>
        <translation>少 {n} 笔</translation>
    </message>
    <message>
        <source>{n} come back</source>
        <translation>找回 {n} 笔</translation>
    </message>
</context>
<context>
    <name>restore followups</name>
    <message>
        <source>{n} fewer</source>
        <translation>少 {n} 条</translation>
    </message>
    <message>
        <source>{n} come back</source>
        <translation>找回 {n} 条</translation>
    </message>
</context>
<context>
    <name>restore orders</name>
    <message>
        <source>{n} fewer</source>
        <translation>少 {n} 张</translation>
    </message>
    <message>
        <source>{n} come back</source>
        <translation>找回 {n} 张</translation>
    </message>
</context>
<context>
    <name>restore products</name>
    <message>
        <source>{n} fewer</source>
        <translation>少 {n} 种</translation>
    </message>
    <message>
        <source>{n} come back</source>
        <translation>找回 {n} 种</translation>
    </message>
</context>
<context>
    <name>rfm</name>
    <message>
        <source>Best</source>
        <translation>最好</translation>
    </message>
    <message>
        <source>Loyal</source>
        <translation>忠实</translation>
    </message>
    <message>
        <source>Big spender</source>
        <translation>大额</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新客</translation>
    </message>
    <message>
        <source>Regular</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>Slipping away</source>
        <translation>正在变冷</translation>
    </message>
    <message>
        <source>Asleep</source>
        <translation>沉睡</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Data and history</source>
        <translation>数据与改动</translation>
    </message>
    <message>
        <source>Grades</source>
        <translation>客户等级</translation>
    </message>
    <message>
        <source>Lifecycle</source>
        <translation>客户阶段</translation>
    </message>
    <message>
        <source>Relations</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Reasons of lost deals</source>
        <translation>丢单原因</translation>
    </message>
    <message>
        <source>With a plan, Today names whoever has not heard from you for that long.</source>
        <translation>设了联系计划，隔了那么久没联系的客户会出现在“今天”里。</translation>
    </message>
    <message>
        <source>The first five are also worked out from what was bought; their names are yours.</source>
        <translation>前五个会按购买情况自动判断；名字可以改成你自己的叫法。</translation>
    </message>
    <message>
        <source>A relation that reads differently from the other side: write both, “Teacher / pupil”.</source>
        <translation>两边叫法不同的关系，两个都写上，如“师傅/徒弟”。</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>选项列表</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>语言与外观</translation>
    </message>
    <message>
        <source>People</source>
        <translation>员工</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>店铺</translation>
    </message>
    <message>
        <source>Own fields</source>
        <translation>自定义字段</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品名称</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>毛利率</translation>
    </message>
    <message>
        <source>Ready-made texts</source>
        <translation>常用语</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Get in touch every day</source>
        <translation>每天联系</translation>
    </message>
    <message>
        <source>Get in touch every {n} days</source>
        <translation>每 {n} 天联系一次</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Entry rules</source>
        <translation>填写要求</translation>
    </message>
</context>
<context>
    <name>shell</name>
    <message>
        <source>A lock needs encrypted data: Settings, Backup, On this disk.</source>
        <translation>锁定需要先加密数据：设置 → 备份 → 这块磁盘上。</translation>
    </message>
</context>
<context>
    <name>staff</name>
    <message>
        <source>A name is needed.</source>
        <translation>请填写姓名。</translation>
    </message>
    <message>
        <source>{name} is in the list already.</source>
        <translation>{name} 已在名单中。</translation>
    </message>
</context>
<context>
    <name>stage</name>
    <message>
        <source>Shop deals</source>
        <translation>店里的商机</translation>
    </message>
    <message>
        <source>New enquiry</source>
        <translation>询价</translation>
    </message>
    <message>
        <source>Contacted</source>
        <translation>已联系</translation>
    </message>
    <message>
        <source>Quoted</source>
        <translation>已报价</translation>
    </message>
    <message>
        <source>Negotiating</source>
        <translation>谈细节</translation>
    </message>
    <message>
        <source>Almost decided</source>
        <translation>快成交</translation>
    </message>
    <message>
        <source>This stage does not exist any more.</source>
        <translation>这个阶段已经不在了。</translation>
    </message>
    <message>
        <source>There is no stage called {name}.</source>
        <translation>没有叫“{name}”的阶段。</translation>
    </message>
    <message>
        <source>There is no pipeline called {name}.</source>
        <translation>没有叫“{name}”的流程。</translation>
    </message>
    <message>
        <source>“{second}” comes after “{first}” but has a lower probability.</source>
        <translation>“{second}”在“{first}”之后，成交概率却更低。</translation>
    </message>
    <message>
        <source>The stages were changed in the meantime. Look again.</source>
        <translation>阶段刚才被改动过，请再看一下。</translation>
    </message>
    <message>
        <source>The last stage can&apos;t be deleted.</source>
        <translation>最后一个阶段不能删除。</translation>
    </message>
    <message>
        <source>There are deals in this stage. Choose where they go.</source>
        <translation>这个阶段里还有商机，请选它们移到哪里。</translation>
    </message>
    <message>
        <source>The last pipeline can&apos;t be deleted.</source>
        <translation>最后一个流程不能删除。</translation>
    </message>
    <message>
        <source>There are deals in this pipeline, maybe closed or in the recycle bin. Move them first.</source>
        <translation>这个流程里还有商机（也可能已关闭，或在回收站里）。请先移走。</translation>
    </message>
    <message>
        <source>Give it a name that no other pipeline has.</source>
        <translation>请换一个没有用过的名称。</translation>
    </message>
    <message>
        <source>A stage needs a name.</source>
        <translation>请填阶段名称。</translation>
    </message>
    <message>
        <source>Another stage has this name.</source>
        <translation>已经有同名的阶段了。</translation>
    </message>
    <message>
        <source>Between 0 and {highest}.</source>
        <translation>请填 0 到 {highest}。</translation>
    </message>
</context>
<context>
    <name>start</name>
    <message>
        <source>The program is open already</source>
        <translation>程序已经打开了</translation>
    </message>
    <message>
        <source>This data needs a newer version of the program</source>
        <translation>这些数据需要更新版本的程序</translation>
    </message>
    <message>
        <source>The shop&apos;s data is damaged</source>
        <translation>店铺数据损坏了</translation>
    </message>
    <message>
        <source>The data folder can&apos;t be written to</source>
        <translation>数据文件夹不能写入</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>磁盘满了</translation>
    </message>
    <message>
        <source>The data is locked</source>
        <translation>数据已锁定</translation>
    </message>
    <message>
        <source>The shop&apos;s data can&apos;t be opened</source>
        <translation>店铺数据打不开</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>关闭程序</translation>
    </message>
    <message>
        <source>Data folder: {path}</source>
        <translation>数据文件夹：{path}</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Show the ways out</source>
        <translation>查看解决办法</translation>
    </message>
</context>
<context>
    <name>statement</name>
    <message>
        <source>Charged</source>
        <translation>应收</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已收</translation>
    </message>
    <message>
        <source>Owed then</source>
        <translation>欠款余额</translation>
    </message>
    <message>
        <source>Owed before</source>
        <translation>上期欠款</translation>
    </message>
    <message>
        <source>Statement of {name}</source>
        <translation>{name}的对账单</translation>
    </message>
    <message>
        <source>Given back ({method})</source>
        <translation>退款（{method}）</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Payment ({method})</source>
        <translation>收款（{method}）</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>{name} owes {amount} on {day}.</source>
        <translation>截至{day}，{name}欠 {amount}。</translation>
    </message>
    <message>
        <source>{name} has {amount} to come on {day}.</source>
        <translation>截至{day}，多收{name} {amount}。</translation>
    </message>
    <message>
        <source>{name} owes nothing on {day}.</source>
        <translation>截至{day}，{name}没有欠款。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Export to Excel</source>
        <translation>导出 Excel</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
</context>
<context>
    <name>strength</name>
    <message>
        <source>Too short</source>
        <translation>太短</translation>
    </message>
    <message>
        <source>Weak: make it longer</source>
        <translation>偏弱，再长一些</translation>
    </message>
    <message>
        <source>Good enough</source>
        <translation>可以</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>很强</translation>
    </message>
</context>
<context>
    <name>template</name>
    <message>
        <source>No answer</source>
        <translation>没人接</translation>
    </message>
    <message>
        <source>Called, nobody answered.</source>
        <translation>打了电话，没人接。</translation>
    </message>
    <message>
        <source>Call again</source>
        <translation>改时间再打</translation>
    </message>
    <message>
        <source>{name} was busy and wants to be called again.</source>
        <translation>{name}正忙，让晚点再打。</translation>
    </message>
    <message>
        <source>Order confirmed</source>
        <translation>确认订单</translation>
    </message>
    <message>
        <source>Went through the order with {name}: all right so.</source>
        <translation>和{name}核对了订单，没问题。</translation>
    </message>
    <message>
        <source>New goods</source>
        <translation>到货通知</translation>
    </message>
    <message>
        <source>Sent pictures of what is new.</source>
        <translation>发了新到货的图片。</translation>
    </message>
    <message>
        <source>Offer sent</source>
        <translation>已发报价</translation>
    </message>
    <message>
        <source>Sent the offer; {name} thinks it over.</source>
        <translation>发了报价，{name}说考虑一下。</translation>
    </message>
    <message>
        <source>Looked round</source>
        <translation>进店看看</translation>
    </message>
    <message>
        <source>Looked round in the shop, bought nothing.</source>
        <translation>进店看了看，没买。</translation>
    </message>
    <message>
        <source>Reminded of payment</source>
        <translation>提醒付款</translation>
    </message>
    <message>
        <source>Reminded {name} of what is owed; pays soon.</source>
        <translation>提醒了{name}欠款，说尽快付。</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>回访满意</translation>
    </message>
    <message>
        <source>Asked how it is going: {name} is content.</source>
        <translation>回访了{name}，用得满意。</translation>
    </message>
    <message>
        <source>Congratulated</source>
        <translation>生日祝福</translation>
    </message>
    <message>
        <source>Wished {name} a happy birthday.</source>
        <translation>给{name}发了生日祝福。</translation>
    </message>
    <message>
        <source>There is such a text already.</source>
        <translation>已经有这样一条了。</translation>
    </message>
    <message>
        <source>This text is no longer there.</source>
        <translation>这条短语已经不在了。</translation>
    </message>
    <message>
        <source>Write the text.</source>
        <translation>请写内容。</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请起个名字。</translation>
    </message>
    <message>
        <source>Choose what it is for.</source>
        <translation>请选用在什么时候。</translation>
    </message>
    <message>
        <source>This text can&apos;t be kept.</source>
        <translation>这样存不下来。</translation>
    </message>
    <message>
        <source>Your own number for the customer. Blank: the program gives one.</source>
        <translation>您自己的客户编号。留空则由程序给一个。</translation>
    </message>
    <message>
        <source>Name of the person or company.</source>
        <translation>个人或公司的名称。</translation>
    </message>
    <message>
        <source>Ana Lopez</source>
        <translation>张伟</translation>
    </message>
    <message>
        <source>2026-05-03, or 05-03 without the year, or a lunar day such as L1988-08-15 or 农历八月十五.</source>
        <translation>如 2026-05-03，不写年份的 5月3日，或农历八月十五、L1988-08-15。</translation>
    </message>
    <message>
        <source>City or district. Blank: taken from the address, if that names a Chinese city.</source>
        <translation>城市或区。留空则取自地址里的城市。</translation>
    </message>
    <message>
        <source>Springfield</source>
        <translation>杭州</translation>
    </message>
    <message>
        <source>In one cell.</source>
        <translation>写在一个单元格里。</translation>
    </message>
    <message>
        <source>12 Main St., Springfield</source>
        <translation>杭州市西湖区文三路1号</translation>
    </message>
    <message>
        <source>WeChat account.</source>
        <translation>微信号。</translation>
    </message>
    <message>
        <source>Where the customer works, or the company itself.</source>
        <translation>客户所在的单位，或公司自己的名称。</translation>
    </message>
    <message>
        <source>How the customer came to you.</source>
        <translation>客户从哪里来。</translation>
    </message>
    <message>
        <source>Friend</source>
        <translation>朋友介绍</translation>
    </message>
    <message>
        <source>Number, phone or exact name of the customer who brought this one.</source>
        <translation>介绍人的客户编号、电话或完整姓名。</translation>
    </message>
    <message>
        <source>The day on which to get in touch again.</source>
        <translation>下次联系的日期。</translation>
    </message>
    <message>
        <source>When somebody last made sure that all this is true.</source>
        <translation>最近一次核实这些资料的日期。</translation>
    </message>
    <message>
        <source>One row for each article; rows with the same order number are one order.</source>
        <translation>每件商品一行；订单号相同的行是同一张订单。</translation>
    </message>
    <message>
        <source>Day of the sale, with the time if you like.</source>
        <translation>销售日期，可以带时间。</translation>
    </message>
    <message>
        <source>Number, phone or exact name of the customer. Blank: a sale without a name.</source>
        <translation>客户编号、电话或完整姓名。留空为散客。</translation>
    </message>
    <message>
        <source>Name of the article; one that is not there yet is added.</source>
        <translation>商品名称；没有的会自动添加。</translation>
    </message>
    <message>
        <source>Notebook</source>
        <translation>笔记本</translation>
    </message>
    <message>
        <source>What the row comes to. Blank: quantity × unit price.</source>
        <translation>这一行的金额。留空为数量 × 单价。</translation>
    </message>
    <message>
        <source>Taken off the amount, as a positive number.</source>
        <translation>优惠的金额，写正数。</translation>
    </message>
    <message>
        <source>What was paid for the whole order, in its first row. Blank: all of it.</source>
        <translation>整张订单的实收，写在第一行。留空为全部付清。</translation>
    </message>
    <message>
        <source>When it was sold, if the date does not say it.</source>
        <translation>几点卖出的；日期里已写时间的可以不填。</translation>
    </message>
    <message>
        <source>How it was paid. On credit: not paid yet.</source>
        <translation>怎么付的；写“赊账”表示还没付。</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>现金</translation>
    </message>
    <message>
        <source>The day agreed on for payment, where something is owed.</source>
        <translation>还有欠款时，约定哪天付清。</translation>
    </message>
    <message>
        <source>Number, phone or exact name of the customer.</source>
        <translation>客户编号、电话或完整姓名。</translation>
    </message>
    <message>
        <source>What it is about.</source>
        <translation>要做的是什么生意。</translation>
    </message>
    <message>
        <source>Winter tyres</source>
        <translation>冬季轮胎</translation>
    </message>
    <message>
        <source>0 to 100, in percent.</source>
        <translation>0 到 100，百分比。</translation>
    </message>
    <message>
        <source>What is to be done.</source>
        <translation>要做的事。</translation>
    </message>
    <message>
        <source>Call about the tyres</source>
        <translation>打电话问轮胎</translation>
    </message>
    <message>
        <source>Number or exact title of the deal.</source>
        <translation>商机编号或完整标题。</translation>
    </message>
    <message>
        <source>A rule such as FREQ=MONTHLY, or blank.</source>
        <translation>如 FREQ=MONTHLY（每月），或留空。</translation>
    </message>
    <message>
        <source>Day and time.</source>
        <translation>日期和时间。</translation>
    </message>
    <message>
        <source>What was said or done.</source>
        <translation>说了什么、做了什么。</translation>
    </message>
    <message>
        <source>Asked about winter tyres</source>
        <translation>询问冬季轮胎</translation>
    </message>
    <message>
        <source>What the customer said to it.</source>
        <translation>客户怎么回应的。</translation>
    </message>
    <message>
        <source>Number of an order that is there.</source>
        <translation>系统里已有订单的订单号。</translation>
    </message>
    <message>
        <source>The day on which it was paid. Blank: the day of the order.</source>
        <translation>哪天付的；不填就按订单日期。</translation>
    </message>
    <message>
        <source>What was received; with a minus what was given back.</source>
        <translation>收了多少钱；退款填负数。</translation>
    </message>
    <message>
        <source>How it was paid.</source>
        <translation>怎么付的。</translation>
    </message>
    <message>
        <source>What the second customer is to the first one.</source>
        <translation>后一位客户是前一位客户的什么人。</translation>
    </message>
    <message>
        <source>Number, phone or exact name of the other customer.</source>
        <translation>另一位客户的编号、电话或完整姓名。</translation>
    </message>
    <message>
        <source>Article number or bar code.</source>
        <translation>货号或条码。</translation>
    </message>
    <message>
        <source>Name of the article.</source>
        <translation>商品名称。</translation>
    </message>
    <message>
        <source>What it is counted in.</source>
        <translation>计量单位。</translation>
    </message>
    <message>
        <source>piece</source>
        <translation>个</translation>
    </message>
    <message>
        <source>One, or several with ; between them. Foreign ones with + and the country.</source>
        <translation>一个或多个，多个用 ; 隔开。国外号码写 + 和国家代码。</translation>
    </message>
    <message>
        <source>One, or several with ; between them.</source>
        <translation>一个或多个，多个用 ; 隔开。</translation>
    </message>
    <message>
        <source>Any words, with ; between them.</source>
        <translation>任意词语，用 ; 隔开。</translation>
    </message>
    <message>
        <source>VIP;newsletter</source>
        <translation>老客;送货上门</translation>
    </message>
    <message>
        <source>Choose from the list in the cell.</source>
        <translation>从单元格的列表里选。</translation>
    </message>
    <message>
        <source>Best as 2026-11-30.</source>
        <translation>最好写成 2026-11-30。</translation>
    </message>
    <message>
        <source>Best as 2026-11-30 14:00, or 14:00 for the time of day alone.</source>
        <translation>最好写成 2026-11-30 14:00；只有钟点写 14:00。</translation>
    </message>
    <message>
        <source>A number; thousands and ¥ may stand in it.</source>
        <translation>数字，可以带千分位和 ¥。</translation>
    </message>
    <message>
        <source>A number.</source>
        <translation>数字。</translation>
    </message>
    <message>
        <source>Any text, several lines if you like.</source>
        <translation>任意文字，可以分几行。</translation>
    </message>
    <message>
        <source>Any text.</source>
        <translation>任意文字。</translation>
    </message>
    <message>
        <source>Choose from the list or write a new one.</source>
        <translation>从列表里选，或写一个新的。</translation>
    </message>
    <message>
        <source>How to fill it in</source>
        <translation>填写方法</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>This column</source>
        <translation>这一列</translation>
    </message>
    <message>
        <source>Must be there</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>What goes in</source>
        <translation>怎么填</translation>
    </message>
    <message>
        <source>For example</source>
        <translation>举例</translation>
    </message>
</context>
<context>
    <name>templates</name>
    <message>
        <source>Change the texts</source>
        <translation>管理常用语</translation>
    </message>
    <message>
        <source>Keep what is typed as a text</source>
        <translation>把写的存为常用语</translation>
    </message>
    <message>
        <source>Kept: Ctrl+T brings it back</source>
        <translation>已存，按 Ctrl+T 就能用</translation>
    </message>
    <message>
        <source>No text of that kind.</source>
        <translation>没有这样的常用语。</translation>
    </message>
    <message>
        <source>Ready-made texts</source>
        <translation>常用语</translation>
    </message>
    <message>
        <source>Ready-made texts (Ctrl+T)</source>
        <translation>常用语 (Ctrl+T)</translation>
    </message>
    <message>
        <source>Type to narrow, Enter takes the text</source>
        <translation>输入几个字找，回车用上</translation>
    </message>
</context>
<context>
    <name>thing</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>timeline</name>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Visits and meetings</source>
        <translation>到访和会面</translation>
    </message>
    <message>
        <source>WeChat</source>
        <translation>微信</translation>
    </message>
    <message>
        <source>Texts and e-mails</source>
        <translation>短信和邮件</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Deals</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Follow-ups</source>
        <translation>跟进</translation>
    </message>
    <message>
        <source>Changes of facts</source>
        <translation>资料改动</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Change the entry</source>
        <translation>修改这条记录</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Entry changed</source>
        <translation>记录已改</translation>
    </message>
    <message>
        <source>Entry deleted</source>
        <translation>记录已删</translation>
    </message>
    <message>
        <source>Find in the timeline</source>
        <translation>在时间线里找</translation>
    </message>
    <message>
        <source>Nothing of this kind yet.</source>
        <translation>还没有这类记录。</translation>
    </message>
    <message>
        <source>On which day?</source>
        <translation>哪一天？</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Shown: {kind}</source>
        <translation>显示：{kind}</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>What it was</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>What the customer said</source>
        <translation>客户怎么说</translation>
    </message>
    <message>
        <source>What was said or done</source>
        <translation>说了或做了什么</translation>
    </message>
    <message>
        <source>“{text}” stands nowhere here.</source>
        <translation>这里没有“{text}”。</translation>
    </message>
</context>
<context>
    <name>today</name>
    <message>
        <source>Your shop is still empty</source>
        <translation>店里还没有资料</translation>
    </message>
    <message>
        <source>Bring your customers in from an Excel file. Whatever you import can be taken back.</source>
        <translation>从 Excel 文件把客户导进来吧，导入了也可以撤销。</translation>
    </message>
    <message>
        <source>Import an Excel file</source>
        <translation>导入 Excel 文件</translation>
    </message>
    <message>
        <source>Add a customer</source>
        <translation>添加客户</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>1 day ago</source>
        <translation>1 天前</translation>
    </message>
    <message>
        <source>1 day idle</source>
        <translation>1 天未跟进</translation>
    </message>
    <message>
        <source>1 day overdue</source>
        <translation>逾期 1 天</translation>
    </message>
    <message>
        <source>All of today is done.</source>
        <translation>今天的事都做完了。</translation>
    </message>
    <message>
        <source>At least {orders} orders, and now one and a half times their usual days without one, up to a year. The tab “Not seen lately” counts everybody without an order for 60 days, the report “Who may be leaving” those twice as late as usual, however long ago and also after a single order.</source>
        <translation>买过 {orders} 次以上，现在隔了平时间隔的 1.5 倍还没来，一年以内的。客户页的“久未到店”数的是 60 天没下单的所有人；报表“谁快走了”数的是隔了平时两倍以上的人，不管多久，只买过一次的也算。</translation>
    </message>
    <message>
        <source>Collect</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Copy a greeting for {name}</source>
        <translation>复制给{name}的祝福</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Log a contact</source>
        <translation>记一笔联系</translation>
    </message>
    <message>
        <source>Look around with sample data</source>
        <translation>用示例数据看看</translation>
    </message>
    <message>
        <source>Making the sample shop</source>
        <translation>正在做示例店</translation>
    </message>
    <message>
        <source>Note and next step …</source>
        <translation>记结果和下一步…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>安排</translation>
    </message>
    <message>
        <source>Plan a follow-up</source>
        <translation>安排跟进</translation>
    </message>
    <message>
        <source>Plan the next step with {name}</source>
        <translation>安排和{name}的下一步</translation>
    </message>
    <message>
        <source>Plan when and how to get in touch (P); N writes down a contact</source>
        <translation>安排什么时候、怎么联系（P）；按 N 记一笔</translation>
    </message>
    <message>
        <source>Record a payment (P)</source>
        <translation>收款（P）</translation>
    </message>
    <message>
        <source>Record a payment of {name}</source>
        <translation>收{name}的款</translation>
    </message>
    <message>
        <source>Record payment</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Sold in {month}</source>
        <translation>{month}卖出</translation>
    </message>
    <message>
        <source>deal {amount}</source>
        <translation>商机 {amount}</translation>
    </message>
    <message>
        <source>due today</source>
        <translation>今天到期</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>每天一次</translation>
    </message>
    <message>
        <source>every {n} days</source>
        <translation>{n} 天一次</translation>
    </message>
    <message>
        <source>owes {amount}</source>
        <translation>欠 {amount}</translation>
    </message>
    <message>
        <source>since {day}</source>
        <translation>{day}起</translation>
    </message>
    <message>
        <source>thing to do</source>
        <translation>件要做</translation>
    </message>
    <message>
        <source>things to do</source>
        <translation>件要做</translation>
    </message>
    <message>
        <source>{day}, is born</source>
        <translation>{day}，出生</translation>
    </message>
    <message>
        <source>{day}, turns {age}</source>
        <translation>{day}，{age} 岁</translation>
    </message>
    <message>
        <source>{grade}, every day</source>
        <translation>{grade}，每天</translation>
    </message>
    <message>
        <source>{grade}, every {n} days</source>
        <translation>{grade}，每 {n} 天</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>{n} days ago</source>
        <translation>{n} 天前</translation>
    </message>
    <message>
        <source>{n} days idle</source>
        <translation>{n} 天未跟进</translation>
    </message>
    <message>
        <source>{n} days overdue</source>
        <translation>逾期 {n} 天</translation>
    </message>
    <message>
        <source>{n} more in the calendar</source>
        <translation>日历里还有 {n} 项</translation>
    </message>
    <message>
        <source>{n} overdue</source>
        <translation>{n} 件逾期</translation>
    </message>
    <message>
        <source>{percent} on last year</source>
        <translation>比去年同期 {percent}</translation>
    </message>
    <message>
        <source>Open deals</source>
        <translation>进行中的商机</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Put off</source>
        <translation>推迟</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Done, without a note (D)</source>
        <translation>完成，不写结果（D）</translation>
    </message>
    <message>
        <source>Nothing is planned for today.</source>
        <translation>今天没有安排跟进。</translation>
    </message>
    <message>
        <source>Nothing is planned yet. Plan the first call or visit: on its day it stands here.</source>
        <translation>还没有安排跟进。先安排一次电话或拜访，到那天就会出现在这里。</translation>
    </message>
    <message>
        <source>Put off to tomorrow (S); right click for other days</source>
        <translation>推迟到明天（S）；右键可选别的日子</translation>
    </message>
    <message>
        <source>Write down what was said and the next step (N)</source>
        <translation>记下说了什么和下一步（N）</translation>
    </message>
    <message>
        <source>All day</source>
        <translation>全天</translation>
    </message>
    <message>
        <source>Copy greeting</source>
        <translation>复制祝福</translation>
    </message>
    <message>
        <source>Copy a greeting to paste into WeChat or a message (C)</source>
        <translation>复制祝福，贴到微信或短信里（C）</translation>
    </message>
</context>
<context>
    <name>undo</name>
    <message>
        <source>Set up the shop</source>
        <translation>设置店铺</translation>
    </message>
    <message>
        <source>New deal</source>
        <translation>新建商机</translation>
    </message>
    <message>
        <source>Move deal</source>
        <translation>移动商机</translation>
    </message>
    <message>
        <source>New follow-up</source>
        <translation>新建跟进</translation>
    </message>
    <message>
        <source>Make a demo shop</source>
        <translation>生成示例店铺</translation>
    </message>
    <message>
        <source>Import {n} rows</source>
        <translation>导入 {n} 行</translation>
    </message>
    <message>
        <source>Import 1 row</source>
        <translation>导入 1 行</translation>
    </message>
    <message>
        <source>Edit follow-up</source>
        <translation>修改跟进</translation>
    </message>
    <message>
        <source>Add follow-up</source>
        <translation>添加跟进</translation>
    </message>
    <message>
        <source>Complete follow-up</source>
        <translation>完成跟进</translation>
    </message>
    <message>
        <source>Write down a contact</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Put off follow-up</source>
        <translation>推迟跟进</translation>
    </message>
    <message>
        <source>Move follow-up</source>
        <translation>移动跟进</translation>
    </message>
    <message>
        <source>Reopen follow-up</source>
        <translation>重新打开跟进</translation>
    </message>
    <message>
        <source>Delete follow-up</source>
        <translation>删除跟进</translation>
    </message>
    <message>
        <source>Restore from the recycle bin</source>
        <translation>从回收站恢复</translation>
    </message>
    <message>
        <source>Change customers</source>
        <translation>修改多位客户</translation>
    </message>
    <message>
        <source>Tag customers</source>
        <translation>给客户打标签</translation>
    </message>
    <message>
        <source>Assign customers</source>
        <translation>分配客户</translation>
    </message>
    <message>
        <source>Plan follow-ups</source>
        <translation>安排跟进</translation>
    </message>
    <message>
        <source>Delete customer</source>
        <translation>删除客户</translation>
    </message>
    <message>
        <source>Delete customers</source>
        <translation>删除客户</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>存为视图</translation>
    </message>
    <message>
        <source>Rename view</source>
        <translation>视图改名</translation>
    </message>
    <message>
        <source>Change view</source>
        <translation>修改视图</translation>
    </message>
    <message>
        <source>Move view</source>
        <translation>移动视图</translation>
    </message>
    <message>
        <source>Delete view</source>
        <translation>删除视图</translation>
    </message>
    <message>
        <source>Add to segment</source>
        <translation>加入分组</translation>
    </message>
    <message>
        <source>Take out of segment</source>
        <translation>移出分组</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>新建客户</translation>
    </message>
    <message>
        <source>Edit customer</source>
        <translation>修改客户</translation>
    </message>
    <message>
        <source>Restore customer</source>
        <translation>恢复客户</translation>
    </message>
    <message>
        <source>Keep a ready-made text</source>
        <translation>存一条常用语</translation>
    </message>
    <message>
        <source>Log a contact</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Confirm a customer&apos;s facts</source>
        <translation>核对客户资料</translation>
    </message>
    <message>
        <source>Put a follow-up off</source>
        <translation>推迟跟进</translation>
    </message>
    <message>
        <source>Add an entry to a list</source>
        <translation>添加选项</translation>
    </message>
    <message>
        <source>Rename an entry of a list</source>
        <translation>选项改名</translation>
    </message>
    <message>
        <source>Reorder a list</source>
        <translation>调整选项顺序</translation>
    </message>
    <message>
        <source>Take an entry out of a list</source>
        <translation>去掉选项</translation>
    </message>
    <message>
        <source>Set how often to get in touch</source>
        <translation>设定联系频率</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>添加员工</translation>
    </message>
    <message>
        <source>Rename a person</source>
        <translation>员工改名</translation>
    </message>
    <message>
        <source>Change a person&apos;s role</source>
        <translation>修改员工职务</translation>
    </message>
    <message>
        <source>Change who works here</source>
        <translation>修改员工状态</translation>
    </message>
    <message>
        <source>Change a setting</source>
        <translation>修改设置</translation>
    </message>
    <message>
        <source>Edit deal</source>
        <translation>修改商机</translation>
    </message>
    <message>
        <source>Add deal</source>
        <translation>添加商机</translation>
    </message>
    <message>
        <source>Reopen deal</source>
        <translation>重新打开商机</translation>
    </message>
    <message>
        <source>Delete deal</source>
        <translation>删除商机</translation>
    </message>
    <message>
        <source>Deal won</source>
        <translation>商机成交</translation>
    </message>
    <message>
        <source>Deal lost</source>
        <translation>商机丢单</translation>
    </message>
    <message>
        <source>Set up stages</source>
        <translation>设置阶段</translation>
    </message>
    <message>
        <source>Edit order</source>
        <translation>修改订单</translation>
    </message>
    <message>
        <source>Add order</source>
        <translation>添加订单</translation>
    </message>
    <message>
        <source>Delete order</source>
        <translation>删除订单</translation>
    </message>
    <message>
        <source>Change closing date</source>
        <translation>改预计成交日</translation>
    </message>
    <message>
        <source>Keep a file</source>
        <translation>存文件</translation>
    </message>
    <message>
        <source>Take a file away</source>
        <translation>去掉文件</translation>
    </message>
    <message>
        <source>Merge customers</source>
        <translation>合并客户</translation>
    </message>
    <message>
        <source>Change a field</source>
        <translation>修改字段</translation>
    </message>
    <message>
        <source>New field</source>
        <translation>新建字段</translation>
    </message>
    <message>
        <source>Add usual fields</source>
        <translation>添加常用字段</translation>
    </message>
    <message>
        <source>Reorder fields</source>
        <translation>调整字段顺序</translation>
    </message>
    <message>
        <source>Delete a field</source>
        <translation>删除字段</translation>
    </message>
    <message>
        <source>Edit product</source>
        <translation>修改商品</translation>
    </message>
    <message>
        <source>Add product</source>
        <translation>添加商品</translation>
    </message>
    <message>
        <source>Delete product</source>
        <translation>删除商品</translation>
    </message>
    <message>
        <source>Change an entry of the timeline</source>
        <translation>修改时间线记录</translation>
    </message>
    <message>
        <source>Delete an entry of the timeline</source>
        <translation>删除时间线记录</translation>
    </message>
    <message>
        <source>Take a relation away</source>
        <translation>删除关系</translation>
    </message>
    <message>
        <source>Change a relation</source>
        <translation>修改关系</translation>
    </message>
    <message>
        <source>Write down a relation</source>
        <translation>记下关系</translation>
    </message>
    <message>
        <source>Save how a file is read</source>
        <translation>保存导入对应方式</translation>
    </message>
    <message>
        <source>Bring back from an earlier state</source>
        <translation>从过去的数据取回</translation>
    </message>
    <message>
        <source>Delete {n} records for good</source>
        <translation>彻底删除 {n} 条记录</translation>
    </message>
    <message>
        <source>Delete 1 record for good</source>
        <translation>彻底删除 1 条记录</translation>
    </message>
    <message>
        <source>Look-alikes may be the same again</source>
        <translation>取消“不是同一位”</translation>
    </message>
    <message>
        <source>Keep look-alikes apart</source>
        <translation>确认不是同一位</translation>
    </message>
    <message>
        <source>Add pipeline</source>
        <translation>添加流程</translation>
    </message>
    <message>
        <source>Reorder stages</source>
        <translation>调整阶段顺序</translation>
    </message>
    <message>
        <source>Rename pipeline</source>
        <translation>流程改名</translation>
    </message>
    <message>
        <source>Delete pipeline</source>
        <translation>删除流程</translation>
    </message>
    <message>
        <source>Reorder the ready-made texts</source>
        <translation>调整常用语顺序</translation>
    </message>
    <message>
        <source>Delete a ready-made text</source>
        <translation>删除常用语</translation>
    </message>
    <message>
        <source>Change a ready-made text</source>
        <translation>修改常用语</translation>
    </message>
    <message>
        <source>Set goals</source>
        <translation>设定目标</translation>
    </message>
    <message>
        <source>Choose what cards say</source>
        <translation>选择卡片内容</translation>
    </message>
    <message>
        <source>Change an entry rule</source>
        <translation>修改填写要求</translation>
    </message>
    <message>
        <source>Take a payment away</source>
        <translation>删掉收款</translation>
    </message>
    <message>
        <source>Give money back</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Record payment</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Correct a payment</source>
        <translation>改收款</translation>
    </message>
</context>
<context>
    <name>undoing</name>
    <message>
        <source>If they are undone too, what was changed in them since is lost.</source>
        <translation>如果也撤销，之后对它们的改动就没有了。</translation>
    </message>
    <message>
        <source>Keep these, undo the rest</source>
        <translation>保留这些，撤销其余的</translation>
    </message>
    <message>
        <source>Taking back {n} records</source>
        <translation>正在撤销 {n} 条记录</translation>
    </message>
    <message>
        <source>Undo these too</source>
        <translation>这些也撤销</translation>
    </message>
    <message>
        <source>changed again later</source>
        <translation>后来又改过</translation>
    </message>
    <message>
        <source>is gone since</source>
        <translation>后来已不在</translation>
    </message>
    <message>
        <source>is there again already</source>
        <translation>已经重新存在</translation>
    </message>
    <message>
        <source>its number belongs to somebody else now</source>
        <translation>编号已被别的记录使用</translation>
    </message>
    <message>
        <source>no line would be left on it</source>
        <translation>撤销后订单里会没有商品</translation>
    </message>
    <message>
        <source>something newer belongs to it</source>
        <translation>有更新的内容属于它</translation>
    </message>
    <message>
        <source>what it belonged to is gone</source>
        <translation>它所属的记录已不在</translation>
    </message>
    <message>
        <source>{field}: now {now}, not {then} any more</source>
        <translation>{field}：现在是 {now}，已不是 {then}</translation>
    </message>
</context>
<context>
    <name>usual_fields</name>
    <message>
        <source>Membership: level, valid until, benefits</source>
        <translation>会员：等级、有效期、权益</translation>
    </message>
    <message>
        <source>Membership</source>
        <translation>会员等级</translation>
    </message>
    <message>
        <source>Silver</source>
        <translation>银卡</translation>
    </message>
    <message>
        <source>Gold</source>
        <translation>金卡</translation>
    </message>
    <message>
        <source>Platinum</source>
        <translation>白金卡</translation>
    </message>
    <message>
        <source>Member until</source>
        <translation>会员有效期</translation>
    </message>
    <message>
        <source>Benefits</source>
        <translation>会员权益</translation>
    </message>
    <message>
        <source>VIP: privileges, how to serve</source>
        <translation>贵宾：特权、服务要点</translation>
    </message>
    <message>
        <source>Privileges</source>
        <translation>特权</translation>
    </message>
    <message>
        <source>How to serve</source>
        <translation>服务要点</translation>
    </message>
    <message>
        <source>Consent: may get offers, since when</source>
        <translation>同意：可发优惠、同意日期</translation>
    </message>
    <message>
        <source>May get offers</source>
        <translation>可发优惠信息</translation>
    </message>
    <message>
        <source>Consent given on</source>
        <translation>同意日期</translation>
    </message>
    <message>
        <source>Habits: interests, spending habit</source>
        <translation>习惯：兴趣、消费习惯</translation>
    </message>
    <message>
        <source>Interests</source>
        <translation>兴趣</translation>
    </message>
    <message>
        <source>Spending habit</source>
        <translation>消费习惯</translation>
    </message>
</context>
<context>
    <name>vault</name>
    <message>
        <source>Encrypting the data</source>
        <translation>正在加密数据</translation>
    </message>
    <message>
        <source>Taking the encryption off</source>
        <translation>正在取消加密</translation>
    </message>
    <message>
        <source>This key belongs to another shop.</source>
        <translation>这个密钥属于另一家店。</translation>
    </message>
    <message>
        <source>The key of the database could not be wrapped.</source>
        <translation>数据库的密钥无法保存。</translation>
    </message>
    <message>
        <source>The key file of the encrypted database is damaged or belongs to another shop.</source>
        <translation>加密数据库的密钥文件已损坏，或属于另一家店。</translation>
    </message>
    <message>
        <source>Nothing was changed. Restore a backup: each one holds the key.</source>
        <translation>什么都没有改动。请恢复一个备份：每个备份里都有密钥。</translation>
    </message>
    <message>
        <source>The shop&apos;s data is locked.</source>
        <translation>店里的数据已锁定。</translation>
    </message>
    <message>
        <source>Give the passphrase or the recovery code.</source>
        <translation>请输入密语或恢复码。</translation>
    </message>
    <message>
        <source>Too many wrong tries. Wait 1 more second.</source>
        <translation>错误次数太多，请再等 1 秒。</translation>
    </message>
    <message>
        <source>Too many wrong tries. Wait {n} more seconds.</source>
        <translation>错误次数太多，请再等 {n} 秒。</translation>
    </message>
    <message>
        <source>The recovery code works too, after the pause.</source>
        <translation>等待之后，也可以用恢复码。</translation>
    </message>
</context>
<context>
    <name>view</name>
    <message>
        <source>This view finds its people by itself.</source>
        <translation>这个视图自动找人，不能加人。</translation>
    </message>
    <message>
        <source>This view is no longer there.</source>
        <translation>这个视图已经不在了。</translation>
    </message>
    <message>
        <source>A view needs a name.</source>
        <translation>视图要有一个名称。</translation>
    </message>
    <message>
        <source>There is a view called “{name}” already.</source>
        <translation>已经有叫“{name}”的视图。</translation>
    </message>
</context>
<context>
    <name>widgets</name>
    <message>
        <source>Actions of the row</source>
        <translation>这一行可以做的事</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Pick a day</source>
        <translation>选日期</translation>
    </message>
    <message>
        <source>1988-8-15, 5-3, lunar 8-15</source>
        <translation>1988-8-15、5-3、农历八月十五</translation>
    </message>
    <message>
        <source>At least {number}</source>
        <translation>至少 {number}</translation>
    </message>
    <message>
        <source>At most {number}</source>
        <translation>最多 {number}</translation>
    </message>
    <message>
        <source>Came to nothing</source>
        <translation>没成</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Lunar calendar</source>
        <translation>农历</translation>
    </message>
    <message>
        <source>Move down (Alt+Down)</source>
        <translation>下移（Alt+下）</translation>
    </message>
    <message>
        <source>Move up (Alt+Up)</source>
        <translation>上移（Alt+上）</translation>
    </message>
    <message>
        <source>Remove the condition {name} {value}</source>
        <translation>去掉条件 {name} {value}</translation>
    </message>
    <message>
        <source>Remove {text}</source>
        <translation>去掉{text}</translation>
    </message>
    <message>
        <source>Standard columns</source>
        <translation>恢复原样</translation>
    </message>
    <message>
        <source>There is no such day</source>
        <translation>没有这一天</translation>
    </message>
    <message>
        <source>This is not a time of day</source>
        <translation>这不是一个时间</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{n} days ago</source>
        <translation>{n} 天前</translation>
    </message>
    <message>
        <source>Name, pinyin or last four digits</source>
        <translation>姓名、拼音或电话后四位</translation>
    </message>
    <message>
        <source>Nothing of that name. Choose one of the list.</source>
        <translation>没有叫这个名字的，请从列表里选一个。</translation>
    </message>
    <message>
        <source>Earlier month</source>
        <translation>上个月</translation>
    </message>
    <message>
        <source>Later month</source>
        <translation>下个月</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>不定日期</translation>
    </message>
    <message>
        <source>Add another</source>
        <translation>再加一个</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>去掉</translation>
    </message>
    <message>
        <source>Add another phone</source>
        <translation>再加一个电话</translation>
    </message>
    <message>
        <source>Add another e-mail</source>
        <translation>再加一个邮箱</translation>
    </message>
    <message>
        <source>This is not an e-mail address</source>
        <translation>这不是邮箱地址</translation>
    </message>
    <message>
        <source>Tick to show, drag to move</source>
        <translation>勾选显示，拖动排序</translation>
    </message>
    <message>
        <source>Type and press Enter</source>
        <translation>输入后按 Enter</translation>
    </message>
    <message>
        <source>A whole number is needed</source>
        <translation>要填整数</translation>
    </message>
    <message>
        <source>An amount can&apos;t be below zero here</source>
        <translation>这里的金额不能小于零</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后</translation>
    </message>
    <message>
        <source>No next step</source>
        <translation>没有下一步</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
</context>
<context>
    <name>wizard</name>
    <message>
        <source>First name</source>
        <translation>名</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>姓</translation>
    </message>
    <message>
        <source>Middle name</source>
        <translation>中间名</translation>
    </message>
    <message>
        <source>Name where the others are blank</source>
        <translation>其他列空时的姓名</translation>
    </message>
    <message>
        <source>Size or sort</source>
        <translation>规格（接在名称后面）</translation>
    </message>
    <message>
        <source>Next follow-up</source>
        <translation>下次跟进</translation>
    </message>
    <message>
        <source>Deal</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Deal: amount</source>
        <translation>商机金额</translation>
    </message>
    <message>
        <source>Deal: stage</source>
        <translation>商机阶段</translation>
    </message>
    <message>
        <source>Deal: expected close</source>
        <translation>商机预计成交日</translation>
    </message>
    <message>
        <source>Deal: notes</source>
        <translation>商机备注</translation>
    </message>
    <message>
        <source>Discount on the whole order</source>
        <translation>整单优惠</translation>
    </message>
    <message>
        <source>Amount of the whole order</source>
        <translation>整单金额</translation>
    </message>
    <message>
        <source>day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>money</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>是或否</translation>
    </message>
    <message>
        <source>web address</source>
        <translation>网址</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Add what is missing</source>
        <translation>只补空白</translation>
    </message>
    <message>
        <source>All rows or none</source>
        <translation>有错就一行都不导</translation>
    </message>
    <message>
        <source>An empty cell in the file empties the value here</source>
        <translation>文件里的空格也清空这里的值</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>换一个文件</translation>
    </message>
    <message>
        <source>As saved: {name}</source>
        <translation>按记住的：{name}</translation>
    </message>
    <message>
        <source>As the last file with these headers</source>
        <translation>和上次同样表头的文件一样</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Bring in</source>
        <translation>导入哪些</translation>
    </message>
    <message>
        <source>By themselves: header, then content</source>
        <translation>自动：先看表头，再看内容</translation>
    </message>
    <message>
        <source>Change nothing</source>
        <translation>什么都不改</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Checking every row</source>
        <translation>正在逐行检查</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Column in the file</source>
        <translation>文件里的列</translation>
    </message>
    <message>
        <source>Column names in row {row}</source>
        <translation>列名在第 {row} 行</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>对应列</translation>
    </message>
    <message>
        <source>Correct a value in the table: it is checked again at once.</source>
        <translation>在表里直接改，改完马上重查。</translation>
    </message>
    <message>
        <source>Drop or paste your customer list here: Excel, CSV or contacts from a phone.</source>
        <translation>把客户名单拖到这里或粘贴进来：Excel、CSV 或手机通讯录都行。</translation>
    </message>
    <message>
        <source>Everything is as it was before.</source>
        <translation>一切恢复原样。</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>例子</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>File</source>
        <translation>选文件</translation>
    </message>
    <message>
        <source>First rows of the file</source>
        <translation>文件的前几行</translation>
    </message>
    <message>
        <source>For those who are known</source>
        <translation>已有的怎么办</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>放到</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>How</source>
        <translation>怎么导</translation>
    </message>
    <message>
        <source>How the columns are read</source>
        <translation>怎么认列</translation>
    </message>
    <message>
        <source>If letters look wrong</source>
        <translation>如果有乱码</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Import 1 row</source>
        <translation>导入 1 行</translation>
    </message>
    <message>
        <source>Import the good rows only</source>
        <translation>只导好的行</translation>
    </message>
    <message>
        <source>Import {n} rows</source>
        <translation>导入 {n} 行</translation>
    </message>
    <message>
        <source>Import: {what}</source>
        <translation>导入{what}</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>正在导入</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>文件里是</translation>
    </message>
    <message>
        <source>Kinds of errors</source>
        <translation>按错误看</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>（没有姓名）</translation>
    </message>
    <message>
        <source>1 contact to import</source>
        <translation>1 位联系人</translation>
    </message>
    <message>
        <source>1 follow-up is planned</source>
        <translation>会安排 1 个跟进</translation>
    </message>
    <message>
        <source>1 formula has no result yet and counts as blank: open and save the file in a spreadsheet program.</source>
        <translation>有 1 个公式还没有结果，会当作空白：请用表格软件打开文件并保存一次。</translation>
    </message>
    <message>
        <source>1 order, {amount}</source>
        <translation>1 个订单，{amount}</translation>
    </message>
    <message>
        <source>1 record was changed since and stayed as it is.</source>
        <translation>1 条之后又改过，保持现状。</translation>
    </message>
    <message>
        <source>1 record was changed since: {names}</source>
        <translation>1 条之后又改过：{names}</translation>
    </message>
    <message>
        <source>1 row imported</source>
        <translation>已导入 1 行</translation>
    </message>
    <message>
        <source>1 row is hidden in the file; it is imported too.</source>
        <translation>文件里有 1 行被隐藏，也会导入。</translation>
    </message>
    <message>
        <source>1 row read</source>
        <translation>读到 1 行</translation>
    </message>
    <message>
        <source>1 row read: {good} will be imported. One step, can be undone.</source>
        <translation>读到 1 行：将导入 {good} 行，可以一步撤销。</translation>
    </message>
    <message>
        <source>1 row saved in {file}</source>
        <translation>1 行已存到 {file}</translation>
    </message>
    <message>
        <source>1 row to import · {header}</source>
        <translation>1 行数据 · {header}</translation>
    </message>
    <message>
        <source>Add the field</source>
        <translation>添加字段</translation>
    </message>
    <message>
        <source>Add them</source>
        <translation>添加进来</translation>
    </message>
    <message>
        <source>All errors</source>
        <translation>全部错误</translation>
    </message>
    <message>
        <source>An empty workbook to fill in</source>
        <translation>下载空白模板</translation>
    </message>
    <message>
        <source>An import can be taken back whole, new and changed records alike.</source>
        <translation>整次导入都能撤销，新增的和改过的一起。</translation>
    </message>
    <message>
        <source>An import is being brought back. Nothing of it comes back if that is stopped now.</source>
        <translation>正在恢复一次导入。现在停止的话，一条也不会恢复。</translation>
    </message>
    <message>
        <source>An import is being undone. Nothing of it is undone if that is stopped now.</source>
        <translation>正在撤销一次导入。现在停止的话，一条也不会撤销。</translation>
    </message>
    <message>
        <source>An import is running. Nothing of it is stored if it is stopped now.</source>
        <translation>正在导入。现在停止的话，这次导入的内容一条也不会保存。</translation>
    </message>
    <message>
        <source>Another file like this</source>
        <translation>再导一个这样的文件</translation>
    </message>
    <message>
        <source>Back to “{value}”</source>
        <translation>改回“{value}”</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>变成</translation>
    </message>
    <message>
        <source>Both side by side</source>
        <translation>两边对照</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>恢复这次导入</translation>
    </message>
    <message>
        <source>Bringing the import back</source>
        <translation>正在恢复这次导入</translation>
    </message>
    <message>
        <source>Brought back: {file}</source>
        <translation>已恢复：{file}</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>Compare the repeated rows</source>
        <translation>对比重复的行</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家或地区</translation>
    </message>
    <message>
        <source>Customers who are not in the list</source>
        <translation>名单里没有的客户</translation>
    </message>
    <message>
        <source>Cut at commas</source>
        <translation>按逗号拆开</translation>
    </message>
    <message>
        <source>Cut at dashes</source>
        <translation>按短横线拆开</translation>
    </message>
    <message>
        <source>Cut at line breaks</source>
        <translation>按换行拆开</translation>
    </message>
    <message>
        <source>Cut at spaces</source>
        <translation>按空格拆开</translation>
    </message>
    <message>
        <source>Cut at strokes</source>
        <translation>按斜杠拆开</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Deals that are not in the list</source>
        <translation>没有的商机</translation>
    </message>
    <message>
        <source>Does it look wrong?</source>
        <translation>看着不对？</translation>
    </message>
    <message>
        <source>Everything is in one column: what stands between the columns may be something else.</source>
        <translation>全在一列里：列之间的分隔可能没认对。</translation>
    </message>
    <message>
        <source>Files with these headers are read like this.</source>
        <translation>以后表头相同的文件就这样读。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go on correcting</source>
        <translation>继续修改</translation>
    </message>
    <message>
        <source>Go on importing</source>
        <translation>继续导入</translation>
    </message>
    <message>
        <source>Go on undoing</source>
        <translation>继续撤销</translation>
    </message>
    <message>
        <source>Imports so far</source>
        <translation>导入记录</translation>
    </message>
    <message>
        <source>Imports, newest first</source>
        <translation>导入记录，新的在前</translation>
    </message>
    <message>
        <source>It is made together with the import.</source>
        <translation>导入时一起建立。</translation>
    </message>
    <message>
        <source>Join with {column}</source>
        <translation>和“{column}”合并</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Leave empty</source>
        <translation>留空</translation>
    </message>
    <message>
        <source>Leave it empty</source>
        <translation>留空</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>不导入这一列</translation>
    </message>
    <message>
        <source>Leave the row out</source>
        <translation>不导这行</translation>
    </message>
    <message>
        <source>Leave these rows out</source>
        <translation>这些行不导</translation>
    </message>
    <message>
        <source>Leave this import?</source>
        <translation>要离开这次导入吗？</translation>
    </message>
    <message>
        <source>Leave this row out</source>
        <translation>不导这行</translation>
    </message>
    <message>
        <source>Looking at {n} records …</source>
        <translation>正在查看 {n} 条记录…</translation>
    </message>
    <message>
        <source>Looks like</source>
        <translation>看起来是</translation>
    </message>
    <message>
        <source>Make it {value}</source>
        <translation>改成 {value}</translation>
    </message>
    <message>
        <source>More for {column}</source>
        <translation>{column} 的更多操作</translation>
    </message>
    <message>
        <source>More sheets to import after this one: {names}</source>
        <translation>之后还可以接着导入的工作表：{names}</translation>
    </message>
    <message>
        <source>Name of the field</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Names that are not in the list</source>
        <translation>名单里没有的名字</translation>
    </message>
    <message>
        <source>Names that several people have</source>
        <translation>有同名的人</translation>
    </message>
    <message>
        <source>Never by the name alone: two people may have one.</source>
        <translation>从不只凭姓名：同名的人不少。</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>New and known</source>
        <translation>新的和已有的</translation>
    </message>
    <message>
        <source>New choice “{word}”</source>
        <translation>新增选项“{word}”</translation>
    </message>
    <message>
        <source>New customers get the tag “{tag}”</source>
        <translation>新客户自动加标签“{tag}”</translation>
    </message>
    <message>
        <source>New field</source>
        <translation>新建字段</translation>
    </message>
    <message>
        <source>New field “{name}” …</source>
        <translation>新建字段“{name}”…</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Next: {sheet}, 1 row</source>
        <translation>下一张：{sheet}，1 行</translation>
    </message>
    <message>
        <source>Next: {sheet}, {n} rows</source>
        <translation>下一张：{sheet}，{n} 行</translation>
    </message>
    <message>
        <source>No row with column names</source>
        <translation>没有列名行</translation>
    </message>
    <message>
        <source>Not imported</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>Nothing but the name is the same: each is somebody new unless you say otherwise.</source>
        <translation>只有姓名相同：您不另外说明，就各建一位新客户。</translation>
    </message>
    <message>
        <source>Nothing is wrong with this file.</source>
        <translation>这个文件没有问题。</translation>
    </message>
    <message>
        <source>Nothing new in this file</source>
        <translation>这个文件里没有新内容</translation>
    </message>
    <message>
        <source>Nothing of it is stored then.</source>
        <translation>停止后，这次导入的内容一条也不会保存。</translation>
    </message>
    <message>
        <source>Nothing of the import comes back then.</source>
        <translation>停止后，这次导入一条也不恢复。</translation>
    </message>
    <message>
        <source>Nothing of the import is undone then.</source>
        <translation>停止后，这次导入保持原样，一条也不撤销。</translation>
    </message>
    <message>
        <source>Nothing was imported yet.</source>
        <translation>还没有导入过。</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Nowhere</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Numbers without a country code are from</source>
        <translation>没写国家码的号码属于</translation>
    </message>
    <message>
        <source>One a line.</source>
        <translation>一行一个。</translation>
    </message>
    <message>
        <source>Only known</source>
        <translation>只更新已有的</translation>
    </message>
    <message>
        <source>Only new</source>
        <translation>只要新的</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Paste a copied table</source>
        <translation>粘贴复制的表格</translation>
    </message>
    <message>
        <source>Phones</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Please choose</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>Please look whether all letters are right; if not, choose another kind of letters.</source>
        <translation>请看看文字有没有乱码；有的话换一种文字编码。</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Read it anew</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Read the file in another way?</source>
        <translation>换一种方式读取这个文件吗？</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>正在读文件</translation>
    </message>
    <message>
        <source>Referrers who are not in the list</source>
        <translation>名单里没有的介绍人</translation>
    </message>
    <message>
        <source>Replace with the file</source>
        <translation>以文件为准</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Row {n}</source>
        <translation>第 {n} 行</translation>
    </message>
    <message>
        <source>Row {n}: {cells}</source>
        <translation>第 {n} 行：{cells}</translation>
    </message>
    <message>
        <source>Rows that are left out</source>
        <translation>不导的行</translation>
    </message>
    <message>
        <source>Rows that can&apos;t be imported</source>
        <translation>不能导入的行</translation>
    </message>
    <message>
        <source>Rows that may be known</source>
        <translation>可能已有的行</translation>
    </message>
    <message>
        <source>Same as now</source>
        <translation>和现在一样</translation>
    </message>
    <message>
        <source>Same name: {n}</source>
        <translation>同名 {n} 行</translation>
    </message>
    <message>
        <source>Same: add to it</source>
        <translation>同一个人：并入</translation>
    </message>
    <message>
        <source>Save how it was read</source>
        <translation>记住这次的对应方式</translation>
    </message>
    <message>
        <source>Save the failed rows</source>
        <translation>把没导入的行存成表</translation>
    </message>
    <message>
        <source>Save these rows</source>
        <translation>导出这些行</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>已保存：{name}</translation>
    </message>
    <message>
        <source>Say once what each of them means; the file stays as it is.</source>
        <translation>每个词说一次是什么意思就行，原文件不会改动。</translation>
    </message>
    <message>
        <source>Say which column holds “{field}”.</source>
        <translation>请指出“{field}”在哪一列。</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>Stop bringing it back?</source>
        <translation>停止恢复吗？</translation>
    </message>
    <message>
        <source>Stop it</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop the import?</source>
        <translation>停止导入吗？</translation>
    </message>
    <message>
        <source>Stop undoing?</source>
        <translation>停止撤销吗？</translation>
    </message>
    <message>
        <source>Stopped. Nothing was brought back.</source>
        <translation>已停止，没有恢复任何内容。</translation>
    </message>
    <message>
        <source>Stopped. Nothing was stored.</source>
        <translation>已停止，没有写入任何数据。</translation>
    </message>
    <message>
        <source>Stopped. Nothing was undone.</source>
        <translation>已停止，没有撤销任何数据。</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Sum or remark left out: row {row}. Take it for data after all</source>
        <translation>合计或说明已略过：第 {row} 行。仍按数据导入</translation>
    </message>
    <message>
        <source>Sums and remarks left out: rows {rows}. Take them for data after all</source>
        <translation>合计和说明已略过：第 {rows} 行。仍按数据导入</translation>
    </message>
    <message>
        <source>Take another file?</source>
        <translation>换一个文件吗？</translation>
    </message>
    <message>
        <source>Take the other file</source>
        <translation>换文件</translation>
    </message>
    <message>
        <source>The first {n} of {all} are listed.</source>
        <translation>共 {all} 行，这里列出前 {n} 行。</translation>
    </message>
    <message>
        <source>This is no table: every line, or every address, is read as a person.</source>
        <translation>这不是表格：一行（或一个邮箱地址）算一位客户。</translation>
    </message>
    <message>
        <source>This was not the password. Try again.</source>
        <translation>密码不对，请再试一次。</translation>
    </message>
    <message>
        <source>Two columns can&apos;t both be “{field}”: join them, or leave one out.</source>
        <translation>不能有两列都是“{field}”：请合并，或去掉一列。</translation>
    </message>
    <message>
        <source>Type the password that opens it. It is kept only until the import is over.</source>
        <translation>请输入打开它的密码。密码只保留到导入结束。</translation>
    </message>
    <message>
        <source>Undoing the import</source>
        <translation>正在撤销导入</translation>
    </message>
    <message>
        <source>What it brought and changed comes back.</source>
        <translation>新增的和改过的都会回来。</translation>
    </message>
    <message>
        <source>What it brought goes away, what it changed becomes what it was.</source>
        <translation>新增的会删掉，改过的恢复原样。</translation>
    </message>
    <message>
        <source>What was cleaned</source>
        <translation>整理了什么</translation>
    </message>
    <message>
        <source>What was cleaned: {n}</source>
        <translation>整理了 {n} 处</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>做了什么</translation>
    </message>
    <message>
        <source>Words that are not in the list</source>
        <translation>列表里没有的词</translation>
    </message>
    <message>
        <source>Your corrections are lost.</source>
        <translation>您所做的修改将会丢失。</translation>
    </message>
    <message>
        <source>added to it</source>
        <translation>并入</translation>
    </message>
    <message>
        <source>as before</source>
        <translation>和上次一样</translation>
    </message>
    <message>
        <source>as row {n}</source>
        <translation>同第 {n} 行</translation>
    </message>
    <message>
        <source>as {name}</source>
        <translation>疑似 {name}</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>手选</translation>
    </message>
    <message>
        <source>created</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>day first: {day}</source>
        <translation>日在前：{day}</translation>
    </message>
    <message>
        <source>found</source>
        <translation>已对应</translation>
    </message>
    <message>
        <source>is left out</source>
        <translation>不导</translation>
    </message>
    <message>
        <source>left as they are</source>
        <translation>已有，不改</translation>
    </message>
    <message>
        <source>made by {program}</source>
        <translation>来自 {program}</translation>
    </message>
    <message>
        <source>nothing to add</source>
        <translation>没有可补的</translation>
    </message>
    <message>
        <source>read only</source>
        <translation>自动算出</translation>
    </message>
    <message>
        <source>with errors, not imported</source>
        <translation>有错，没导入</translation>
    </message>
    <message>
        <source>{column}: {reason}</source>
        <translation>{column}：{reason}</translation>
    </message>
    <message>
        <source>{names}: these can stay as they are while the rest is undone.</source>
        <translation>{names}：后来又改过，可以保持现在的样子，只撤销其余的。</translation>
    </message>
    <message>
        <source>{n} are called so</source>
        <translation>有 {n} 位同名</translation>
    </message>
    <message>
        <source>{n} contacts to import</source>
        <translation>{n} 位联系人</translation>
    </message>
    <message>
        <source>{n} follow-ups are planned</source>
        <translation>会安排 {n} 个跟进</translation>
    </message>
    <message>
        <source>{n} formulas have no result yet and count as blank: open and save the file in a spreadsheet program.</source>
        <translation>有 {n} 个公式还没有结果，会当作空白：请用表格软件打开文件并保存一次。</translation>
    </message>
    <message>
        <source>{n} orders, {amount} together</source>
        <translation>{n} 个订单，合计 {amount}</translation>
    </message>
    <message>
        <source>{n} rows are hidden in the file; they are imported too.</source>
        <translation>文件里有 {n} 行被隐藏，也会导入。</translation>
    </message>
    <message>
        <source>{orders}, on {day}</source>
        <translation>{orders}，日期 {day}</translation>
    </message>
    <message>
        <source>{orders}, {first} to {last}</source>
        <translation>{orders}，{first} 至 {last}</translation>
    </message>
    <message>
        <source>{what} to fill in.xlsx</source>
        <translation>{what}模板.xlsx</translation>
    </message>
    <message>
        <source>{what}: {n}</source>
        <translation>{what}：{n}</translation>
    </message>
    <message>
        <source>“{file}” has a password</source>
        <translation>文件“{file}”有密码</translation>
    </message>
    <message>
        <source>“{value}” means</source>
        <translation>“{value}” 的意思是</translation>
    </message>
    <message>
        <source>“{word}” in 1 row</source>
        <translation>“{word}” 1 行</translation>
    </message>
    <message>
        <source>“{word}” in {n} rows</source>
        <translation>“{word}” {n} 行</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Pasted table</source>
        <translation>粘贴的表格</translation>
    </message>
    <message>
        <source>Show as errors</source>
        <translation>当作错误列出</translation>
    </message>
    <message>
        <source>Some records were changed since</source>
        <translation>有些记录后来又改过</translation>
    </message>
    <message>
        <source>Somebody else: create</source>
        <translation>另一个人：新建</translation>
    </message>
    <message>
        <source>Somebody is known by the same</source>
        <translation>凭什么认出已有的客户</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stroke |</source>
        <translation>竖线</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>Tables and contacts</source>
        <translation>表格和通讯录</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Take this back</source>
        <translation>取消拆分或合并</translation>
    </message>
    <message>
        <source>Take this row in again</source>
        <translation>重新导入这一行</translation>
    </message>
    <message>
        <source>The import was undone</source>
        <translation>已撤销导入</translation>
    </message>
    <message>
        <source>The same for all {n}</source>
        <translation>{n} 行都这样</translation>
    </message>
    <message>
        <source>The same for {n} more “{value}”</source>
        <translation>另外 {n} 个“{value}”也这样改</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>导入后</translation>
    </message>
    <message>
        <source>There are no rows below the column names.</source>
        <translation>列名下面没有数据。</translation>
    </message>
    <message>
        <source>This import is too old to be undone.</source>
        <translation>这次导入太早，不能撤销了。</translation>
    </message>
    <message>
        <source>Tick at least one thing by which somebody is known.</source>
        <translation>至少勾选一项，用来认出已有的客户。</translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation>撤销这次导入</translation>
    </message>
    <message>
        <source>Undone: {file}</source>
        <translation>已撤销：{file}</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>对应值</translation>
    </message>
    <message>
        <source>Values that change</source>
        <translation>有变化的值</translation>
    </message>
    <message>
        <source>What is in brackets apart</source>
        <translation>把括号里的拆出来</translation>
    </message>
    <message>
        <source>What is in it</source>
        <translation>里面是</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>哪里不对</translation>
    </message>
    <message>
        <source>What it holds</source>
        <translation>内容类型</translation>
    </message>
    <message>
        <source>What stands between columns</source>
        <translation>列之间用什么隔开</translation>
    </message>
    <message>
        <source>Where the column names are</source>
        <translation>列名在哪一行</translation>
    </message>
    <message>
        <source>Where the file says nothing, every row gets</source>
        <translation>文件里没写的，每行都填上</translation>
    </message>
    <message>
        <source>Which number is the day? It can&apos;t be seen from the file alone where both fit.</source>
        <translation>哪个数字是日？两种都说得通时，光看文件分不出来。</translation>
    </message>
    <message>
        <source>Why it is left out</source>
        <translation>为什么不导</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>表里重复或不导</translation>
    </message>
    <message>
        <source>maybe known</source>
        <translation>疑似已有</translation>
    </message>
    <message>
        <source>month first: {day}</source>
        <translation>月在前：{day}</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>same as now</source>
        <translation>和现在一样</translation>
    </message>
    <message>
        <source>twice</source>
        <translation>重复了</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>updated</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>with errors</source>
        <translation>有错，先不导</translation>
    </message>
    <message>
        <source>year first: {day}</source>
        <translation>年在前：{day}</translation>
    </message>
    <message>
        <source>{column} goes to</source>
        <translation>{column} 放到</translation>
    </message>
    <message>
        <source>{file} - failed rows.xlsx</source>
        <translation>{file} - 没导入的行.xlsx</translation>
    </message>
    <message>
        <source>{names} … ({n} in all)</source>
        <translation>{names}……（共 {n} 个）</translation>
    </message>
    <message>
        <source>{n} new</source>
        <translation>新增 {n}</translation>
    </message>
    <message>
        <source>{n} records were changed since and stayed as they are.</source>
        <translation>{n} 条之后又改过，保持现状。</translation>
    </message>
    <message>
        <source>{n} records were changed since: {names}</source>
        <translation>{n} 条之后又改过：{names}</translation>
    </message>
    <message>
        <source>{n} rows imported</source>
        <translation>已导入 {n} 行</translation>
    </message>
    <message>
        <source>{n} rows saved in {file}</source>
        <translation>{n} 行已存到 {file}</translation>
    </message>
    <message>
        <source>{n} rows to import · {header}</source>
        <translation>{n} 行数据 · {header}</translation>
    </message>
    <message>
        <source>{n} updated</source>
        <translation>更新 {n}</translation>
    </message>
    <message>
        <source>{n} with errors</source>
        <translation>有错 {n}</translation>
    </message>
    <message>
        <source>{read} rows read</source>
        <translation>读到 {read} 行</translation>
    </message>
    <message>
        <source>{read} rows read: {good} will be imported. One step, can be undone.</source>
        <translation>读到 {read} 行：将导入 {good} 行，可以一步撤销。</translation>
    </message>
    <message>
        <source>{sheet} (hidden)</source>
        <translation>{sheet}（隐藏）</translation>
    </message>
    <message>
        <source>{speed} rows a second</source>
        <translation>每秒 {speed} 行</translation>
    </message>
    <message>
        <source>There already</source>
        <translation>已有的</translation>
    </message>
</context>
<context>
    <name>work</name>
    <message>
        <source>Bringing figures and search up to date</source>
        <translation>正在更新统计和搜索</translation>
    </message>
</context>
</TS>
