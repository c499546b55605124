import io
import unicodedata

import pytest
from PIL import Image

from articles.darkroom.developing import develop
from articles.darkroom.facts import LENGTHS, Facts
from articles.darkroom.orders import Order
from articles.models import Photo
from tests.photofiles import containers
from tests.photofiles.metadata import exif, iptc, old_bytes, xmp
from tests.pictures import picture

CAPTION = "Nông dân xã Thạnh Phú thu hoạch dừa trong mùa nước nổi"
NAME = "Nguyễn Thị Bưởi"


def facts(data):
    return develop(io.BytesIO(data), Order(), lambda *_file: None).facts


def jpeg(*segments, **options):
    return containers.jpeg_with(picture(size=(160, 120), **options), *segments)


def with_xmp(inner="", attributes=""):
    return picture(size=(160, 120), xmp=xmp(inner, attributes))


def listed(name, *texts, kind="Seq"):
    items = "".join(f"<rdf:li>{text}</rdf:li>" for text in texts)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


@pytest.mark.parametrize("encoding", ["UTF-8", "Windows-1258", "TCVN3", "VNI"])
def test_iptc_without_a_declared_encoding_is_read_whatever_it_is_in(encoding):
    data = jpeg(
        (0xED, iptc([(120, old_bytes(CAPTION, encoding)), (90, old_bytes("Bến Tre", encoding))]))
    )

    assert (facts(data).caption, facts(data).place) == (CAPTION, "Bến Tre")


@pytest.mark.parametrize(
    "written",
    [
        "§ång bµo Thµnh phè Hå ChÝ Minh",  # TCVN3, as its bytes look to a Western program
        "Ñoàng baøo Thaønh phoá Hoà Chí Minh",  # VNI
    ],
)
def test_old_encodings_are_read_as_they_were_typed_then(written):
    data = jpeg((0xED, iptc([(120, written.encode("latin-1"))])))

    assert facts(data).caption == "Đồng bào Thành phố Hồ Chí Minh"


def test_iptc_that_declares_utf_8_is_read_as_it():
    fields = [
        *[(120, CAPTION.encode()), (80, NAME.encode()), (115, b"TTXVN"), (116, "© Báo".encode())],
        *[(92, "Vàm Lớn".encode()), (95, "Vĩnh Long".encode()), (101, "Việt Nam".encode())],
        *[(25, "dừa".encode()), (25, "mùa vụ".encode()), (55, b"20260708"), (60, b"061530+0700")],
    ]

    found = facts(jpeg((0xED, iptc(fields, charset=b"\x1b%G"))))

    assert found == Facts(
        caption=CAPTION,
        photographer=NAME,
        agency="TTXVN",
        credit=f"{NAME}/TTXVN",
        rights="© Báo",
        place="Vàm Lớn, Vĩnh Long, Việt Nam",
        keywords="dừa, mùa vụ",
        taken_at="2026-07-08T06:15:30+07:00",
    )


@pytest.mark.parametrize("charset", [b"\x1b%G", b""])
def test_a_text_that_a_program_cut_within_a_letter_is_read_up_to_there(charset):
    cut = (CAPTION + " ở").encode()[:-1]

    assert facts(jpeg((0xED, iptc([(120, cut)], charset=charset)))).caption == CAPTION


def test_a_credit_line_of_the_file_s_own_is_kept_as_it_is():
    fields = [(80, NAME.encode()), (115, b"TTXVN"), (110, "Ảnh: Bưởi – TTXVN".encode())]

    assert facts(jpeg((0xED, iptc(fields)))).credit == "Ảnh: Bưởi – TTXVN"


def test_xmp_is_read_from_elements_and_from_attributes():
    inner = (
        listed("dc:description", CAPTION, kind="Alt")
        + listed("dc:creator", NAME, "Trần Văn Ổi")
        + listed("dc:subject", "dừa", "mùa vụ, lúa", kind="Bag")
        + listed("dc:rights", "© 2026 Báo", kind="Alt")
        + listed("xmpRights:UsageTerms", "Không dùng cho quảng cáo", kind="Alt")
        + "<Iptc4xmpCore:Location>Vàm Lớn</Iptc4xmpCore:Location>"
    )
    attributes = (
        'photoshop:Credit="Báo" photoshop:City="Bến Tre" photoshop:Source="TTXVN"'
        ' exif:DateTimeOriginal="2026-07-08T06:15:30.50+07:00"'
    )

    assert facts(with_xmp(inner, attributes)) == Facts(
        caption=CAPTION,
        photographer=f"{NAME}, Trần Văn Ổi",
        agency="TTXVN",
        credit="Báo",
        rights="© 2026 Báo Không dùng cho quảng cáo",
        place="Vàm Lớn, Bến Tre",
        keywords="dừa, mùa vụ lúa",
        taken_at="2026-07-08T06:15:30+07:00",
    )


@pytest.mark.parametrize("order", [("x-default", "en", "vi"), ("vi", "x-default", "en")])
def test_of_several_languages_ours_is_taken(order):
    texts = {"x-default": "Coconut", "en": "Coconuts", "vi": "Dừa"}
    items = "".join(f'<rdf:li xml:lang="{one}">{texts[one]}</rdf:li>' for one in order)

    found = facts(with_xmp(f"<dc:description><rdf:Alt>{items}</rdf:Alt></dc:description>"))

    assert found.caption == "Dừa"


@pytest.mark.parametrize("order", ["<", ">"])
def test_exif_is_read_in_both_orders(order):
    data = exif(
        [
            (0x010E, 2, CAPTION.encode() + b"\x00"),
            (0x013B, 2, NAME.encode() + b"\x00"),
            (0x8298, 2, "© Bưởi\x00© Báo\x00".encode()),
            (0x9C9E, 1, "dừa;mùa vụ\x00".encode("utf-16-le")),
        ],
        [(0x9003, 2, b"2026:07:08 06:15:30\x00"), (0x9011, 2, b"+07:00\x00")],
        order=order,
    )

    assert facts(picture(size=(160, 120), exif=data)) == Facts(
        caption=CAPTION,
        photographer=NAME,
        credit=NAME,
        rights="© Bưởi; © Báo",
        keywords="dừa, mùa vụ",
        taken_at="2026-07-08T06:15:30+07:00",
    )


def test_windows_own_tags_are_read():
    data = exif(
        [
            (0x9C9C, 1, CAPTION.encode("utf-16-le") + b"\x00\x00"),
            (0x9C9D, 1, f"{NAME};Trần Văn Ổi".encode("utf-16-le")),
        ]
    )

    found = facts(picture(size=(160, 120), exif=data))

    assert (found.caption, found.photographer) == (CAPTION, f"{NAME}, Trần Văn Ổi")


@pytest.mark.parametrize(
    ("comment", "caption"),
    [
        (b"UNICODE\x00" + CAPTION.encode("utf-16-le"), CAPTION),
        (b"ASCII\x00\x00\x00A boat on the river", "A boat on the river"),
        (b"\x00" * 8 + CAPTION.encode(), CAPTION),
        (b'ASCII\x00\x00\x00{"PiFlag": 1}', ""),
        (b"ASCII\x00\x00\x00oplus_32", ""),
        (b"NOTHING\x00something", ""),
        (b"", ""),
    ],
)
def test_a_comment_is_read_by_its_prefix_if_a_person_wrote_it(comment, caption):
    data = exif([], [(0x9286, 7, comment)])

    assert facts(picture(size=(160, 120), exif=data)).caption == caption


@pytest.mark.parametrize("text", ["OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "DCIM100MEDIA"])
def test_what_a_camera_calls_every_picture_is_no_caption(text):
    data = exif([(0x010E, 2, text.encode() + b"\x00")])

    assert facts(picture(size=(160, 120), exif=data)).caption == ""


def test_each_fact_comes_from_xmp_before_iptc_before_exif():
    data = jpeg(
        (0xED, iptc([(120, b"of IPTC"), (80, b"An of IPTC")])),
        exif=exif(
            [(0x010E, 2, b"of EXIF\x00"), (0x013B, 2, b"An of EXIF\x00"), (0x8298, 2, b"(c)\x00")]
        ),
        xmp=xmp(listed("dc:description", "of XMP", kind="Alt")),
    )

    found = facts(data)

    assert (found.caption, found.photographer, found.rights) == ("of XMP", "An of IPTC", "(c)")


@pytest.mark.parametrize("format", ["PNG", "WEBP", "AVIF"])
def test_other_formats_tell_as_much(format):
    options = {"exif": exif([(0x013B, 2, NAME.encode() + b"\x00")])[6:]}
    if format == "PNG":
        packet = b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + xmp("", 'photoshop:Credit="Báo"')
        data = containers.png_with(
            picture(size=(160, 120), format=format, **options),
            containers.png_chunk(b"iTXt", packet),
        )
    else:
        options["xmp"] = xmp("", 'photoshop:Credit="Báo"')
        data = picture(size=(160, 120), format=format, **options)

    assert (facts(data).photographer, facts(data).credit) == (NAME, "Báo")


def test_texts_are_composed_and_without_control_characters():
    decomposed = unicodedata.normalize("NFD", "Vàm\tLớn\u200b\u202e\x07  đây")

    found = facts(jpeg((0xED, iptc([(120, decomposed.encode())], charset=b"\x1b%G"))))

    assert found.caption == "Vàm Lớn đây"


def test_texts_are_cut_between_words_to_what_the_library_holds():
    long = "một hai ba " * 200

    found = facts(
        with_xmp(
            listed("dc:description", long, kind="Alt")
            + listed("dc:creator", long)
            + listed("dc:subject", *(f"từ khóa {number}" for number in range(300)), kind="Bag")
        )
    )

    assert len(found.caption) <= 500 and found.caption.endswith((" một…", " hai…", " ba…"))
    assert len(found.photographer) <= 120
    assert len(found.keywords) <= 500 and found.keywords.startswith("từ khóa 0, từ khóa 1, ")
    assert found.keywords.split(", ")[-1] in {f"từ khóa {number}" for number in range(300)}


def test_no_text_is_longer_than_its_column():
    for name, length in LENGTHS.items():
        if name != "taken_at":
            assert Photo._meta.get_field(name).max_length == length


@pytest.mark.parametrize(
    "moment", ["2026:13:40 99:00:00", "0000:00:00 00:00:00", "0001:01:01 00:00:00", "yesterday"]
)
def test_a_time_that_cannot_be_is_none(moment):
    data = exif([], [(0x9003, 2, moment.encode() + b"\x00")])

    assert facts(picture(size=(160, 120), exif=data)).taken_at == ""


@pytest.mark.parametrize(
    ("camera", "wanted"),
    [(b"2026:07:08 06:15:30\x00", "2026-07-08T06:15:30"), (b"\x00" * 20, "2026-07-08T00:00:00")],
)
def test_a_day_alone_does_not_hide_the_time_that_the_camera_knew(camera, wanted):
    data = jpeg((0xED, iptc([(55, b"20260708")])), exif=exif([], [(0x9003, 2, camera)]))

    assert facts(data).taken_at == wanted


def test_a_time_without_an_offset_stays_without():
    data = exif([], [(0x9003, 2, b"2026:07:08 06:15:30\x00")])

    assert facts(picture(size=(160, 120), exif=data)).taken_at == "2026-07-08T06:15:30"


def test_renditions_say_whose_the_photo_is_and_nothing_else():
    from tests.photofiles.metadata import camera_secrets

    data = jpeg(
        (0xED, iptc([(80, NAME.encode()), (116, "© Báo".encode()), (120, b"SECRET caption")])),
        exif=camera_secrets(),
        xmp=xmp("<photoshop:Instructions>SECRET</photoshop:Instructions>"),
    )
    assert data.count(b"SECRET") >= 5

    files = {}
    develop(io.BytesIO(data), Order(is_complete=True), files.__setitem__)

    assert len(files) == 4
    for name, made in files.items():
        assert b"SECRET" not in made, name
        image = Image.open(io.BytesIO(made))
        packet = image.info["xmp"].decode()
        assert NAME in packet and "© Báo" in packet
        assert image.getexif().get_ifd(0x8825) == {}
    tags = Image.open(io.BytesIO(files["120.jpg"])).getexif()
    assert set(tags) == {0x013B, 0x8298}
    assert tags[0x013B].encode("latin-1").decode() == NAME
