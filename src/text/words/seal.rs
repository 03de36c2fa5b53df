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
    KEEP = "存密钥文件", "Keep the key as a file";
    KEEP_TEXT = "村里扫码或抄下这行公钥。密钥文件请另存一份在安全的地方，丢了就打不开各村发来的文件；不要发给任何人。", "Villages scan this or copy the line. Keep the key file in a safe second place: without it nothing that was sent can be opened. Give it to nobody.";
    LOCKED = "这个文件有口令", "This file has a passphrase";
    PASSPHRASE = "口令", "Passphrase";
    PASSPHRASE_HINT = "向发送的人要口令，不要和文件发在同一个群里。", "Ask the sender for it; it should not travel with the file.";
    OPEN = "打开", "Open";
    LEAVE = "先不收", "Leave it";
    MAKE_NEW = "只做新增的", "Only what is new";
}
