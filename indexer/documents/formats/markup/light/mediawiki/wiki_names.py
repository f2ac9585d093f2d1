"""Names in wikitext: tags, namespaces in the languages of large wikis, options of pictures."""

from __future__ import annotations

__all__ = ["CATEGORIES", "DROPPED", "FILES", "INLINE_TAGS", "OPTIONS", "VERBATIM", "either"]


def either(names: str) -> str:
    """The alternatives of a regular expression, of names between white space, longest first."""
    return "|".join(sorted(names.split(), key=len, reverse=True))


#: Tags whose content is shown as it is written.
VERBATIM = "nowiki pre syntaxhighlight source math chem ce score"
#: Tags whose content is not shown as text.
DROPPED = (
    "includeonly imagemap timeline mapframe maplink graph templatedata templatestyles hiero inputbox categorytree style"
)
#: Tags that leave nothing but what is between them.
INLINE_TAGS = (
    "abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q rb rbc rp rt rtc ruby s samp small span strike "
    "strong sub sup time tt u var wbr noinclude onlyinclude translate tvar languages noindex section indicator references "
    "nowiki caption thead tbody tfoot colgroup col a gallery poem img"
)
CATEGORIES = (
    "category kategorie catégorie categoría categoria categorie kategoria kategori категория категорія luokka kategória "
    "カテゴリ 分类 分類 분류 تصنيف"
)
FILES = (
    "file image datei bild fichier archivo imagen immagine bestand afbeelding plik grafika ficheiro imagem arquivo файл "
    "изображение fil tiedosto kuva soubor ファイル 画像 文件 图像 檔案 圖像 파일"
)
#: What says how a picture stands, and no words of it.
OPTIONS = (
    "thumb thumbnail frame framed frameless border left right center centre none upright baseline sub super top text-top "
    "middle bottom text-bottom mini miniatur links rechts zentriert ohne hochkant gerahmt rahmenlos vignette gauche droite "
    "centré redresse cadre sans_cadre miniaturadeimagen miniatura derecha izquierda centro sinistra destra verticale "
    "мини справа слева"
)
