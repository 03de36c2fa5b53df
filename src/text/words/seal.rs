//! 加密: keys and passphrases.

words! {
    SEAL = "加密发送", "Seal what is sent";
    SEAL_TEXT = "填上乡镇的公钥，以后的数据包只有乡镇打得开，转发错了也看不到内容。", "With the township's public key, only the township opens what you send, even if it reaches the wrong people.";
    PUBLIC = "乡镇公钥", "The township's public key";
    PUBLIC_HINT = "以 age1 开头。用相机扫乡镇的二维码再粘贴到这里，或选乡镇发来的文件。", "It begins with age1. Read the township's QR code with the camera and paste it here, or choose the file it sent.";
    CHOOSE = "选密钥文件", "Choose a key file";
    SEALED = "数据包会加密到这个公钥，只有乡镇打得开。", "Packages are sealed to this key; only the township opens them.";
    STOP = "不再加密", "Stop sealing";
    KEY = "本镇密钥", "The township's key";
    KEY_TEXT = "密钥只做一次。公钥给各村，村里用它加密；密钥自己留着，用它打开。", "Made once. Villages get the public half to seal with; the secret half stays here and opens.";
    MAKE = "制作密钥", "Make the key";
    SHOW = "显示二维码", "Show the QR code";
    QR = "公钥二维码", "QR code of the public key";
    GIVE = "公钥文件，发给各村", "Public key file for the villages";
    COPY = "复制公钥", "Copy the public key";
    PRINT = "打印", "Print";
    KEEP = "密钥文件，自己存好", "Secret key file, to be kept";
    KEEP_TEXT = "密钥文件请另存一份在安全的地方，丢了就打不开各村发来的文件；不要发给任何人。", "Keep the secret key file in a safe second place: without it nothing that was sent can be opened. Give it to nobody.";
    RENEW = "换一个密钥", "Make another key";
    RENEW_TEXT = "旧密钥留着，以前的文件还打得开。各村要换成新的公钥，请把新的公钥文件发给各村。", "The old key stays and still opens what was sealed to it. Every village has to take the new public key: send them its file.";
    APART = "备份里没有本镇密钥，请另存一份密钥文件，和备份分开放。", "The township's key is not in the backup. Keep it as a file of its own, apart from the backup.";
    OWN_PASSPHRASE = "给文件加口令", "Seal with a passphrase";
    OWN_PASSPHRASE_HINT = "至少 8 个字。口令另外告诉收的人，丢了谁也打不开。", "At least 8 characters. Tell it to the receiver apart from the file; if it is lost, nobody opens the file.";
    TOO_SHORT = "口令至少要 8 个字", "A passphrase has at least 8 characters";
    HOW = "口令、照片、分份", "Passphrase, photos and pieces";
    HOW_SET[1] = "口令、照片、分份：{0}", "Passphrase, photos and pieces: {0}";
    FILES = "照片和签名", "Photos and signatures";
    WITH_FILES = "带上", "Send them";
    WITHOUT_FILES = "不带照片", "Without photos";
    FILES_LATER = "文件小，发得快。照片和签名留在这台设备上，以后做一份带上的再送。", "A small file, soon sent. Photos and signatures stay on this device: send a package with them later.";
    NOT_SENT[1] = "照片、签名有 {0} 份没带来", "{0} photo{0s} or signatures did not come with it";
    SIZE = "文件太大发不出去时，分成几份", "Cut into pieces where a file is too large to send";
    WHOLE = "不分", "Whole";
    MB[1] = "每份 {0} MB", "{0} MB each";
    WITH_PASSPHRASE = "加了口令", "with a passphrase";
    PIECE[2] = "第 {0} 份，还有 {1} 份。几份都要发，先后不限。", "Piece {0}; {1} to come. Send every one, in any order.";
    NEXT_PIECE = "做下一份", "Make the next piece";
    LOCKED = "这个文件有口令", "This file has a passphrase";
    PASSPHRASE = "口令", "Passphrase";
    WRONG = "口令不对，请再输一次。", "That is not the passphrase; type it again.";
    LATER[1] = "后面还有 {0} 个文件要口令", "{0} more file{0s} with a passphrase";
    PASSPHRASE_HINT = "向发送的人要口令，不要和文件发在同一个群里。", "Ask the sender for it; it should not travel with the file.";
    OPEN = "打开", "Open";
    LEAVE = "先不收", "Leave it";
    MAKE_NEW = "只做新增的", "Only what is new";
}
