"""Exports as the other systems write them, by their formats' descriptions."""

WXR = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress" -->
<rss version="2.0"
  xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
  <title>Báo Cũ</title>
  <wp:wxr_version>1.2</wp:wxr_version>
  {items}
</channel>
</rss>
"""
ITEM = """<item>
  <title>{title}</title>
  <link>https://www.baocu.example/{slug}/</link>
  <wp:post_id>{key}</wp:post_id>
  <wp:post_name><![CDATA[{slug}]]></wp:post_name>
  <wp:post_type>post</wp:post_type>
  {comments}
</item>"""
COMMENT = """<wp:comment>
  <wp:comment_id>{key}</wp:comment_id>
  <wp:comment_author><![CDATA[{name}]]></wp:comment_author>
  <wp:comment_author_email>{email}</wp:comment_author_email>
  <wp:comment_author_IP>203.0.113.7</wp:comment_author_IP>
  <wp:comment_date>2019-03-02 08:15:00</wp:comment_date>
  <wp:comment_date_gmt>{at}</wp:comment_date_gmt>
  <wp:comment_content><![CDATA[{text}]]></wp:comment_content>
  <wp:comment_approved>{approved}</wp:comment_approved>
  <wp:comment_type>{kind}</wp:comment_type>
  <wp:comment_parent>{parent}</wp:comment_parent>
</wp:comment>"""
DISQUS = """<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
  <category dsq:id="1"><forum>baocu</forum><title>General</title></category>
  <thread dsq:id="70">
    <id>a70</id><forum>baocu</forum><category dsq:id="1"/>
    <link>https://baocu.example/mua-lua-chin/</link><title>Mùa lúa chín</title>
    <createdAt>2020-01-01T00:00:00Z</createdAt>
  </thread>
  {posts}
</disqus>
"""
POST = """<post dsq:id="{key}">
  <id/><message><![CDATA[{text}]]></message><createdAt>2020-05-04T03:02:01Z</createdAt>
  <isDeleted>{deleted}</isDeleted><isSpam>{spam}</isSpam>
  <author><name>{name}</name><isAnonymous>false</isAnonymous><username>hoa_le</username></author>
  <thread dsq:id="70"/>{parent}
</post>"""


def comment(key, text="Hay quá", *, parent="0", approved="1", **fields):
    defaults = {"name": "Lê Hoa", "email": "hoa@example.com", "at": "2019-03-02 01:15:00"}
    values = {**defaults, "kind": "comment", **fields}
    return COMMENT.format(key=key, text=text, parent=parent, approved=approved, **values)


def item(*comments, title="Mùa lúa chín", slug="mua-lua-chin", key="5"):
    return ITEM.format(title=title, slug=slug, key=key, comments="\n".join(comments))


def wxr(*items):
    return WXR.format(items="\n".join(items)).encode()


def post(key, text="<p>Hay quá</p>", *, parent="", spam="false", deleted="false", name="Hoa"):
    above = f'<parent dsq:id="{parent}"/>' if parent else ""
    return POST.format(key=key, text=text, parent=above, spam=spam, deleted=deleted, name=name)


def disqus(*posts):
    return DISQUS.format(posts="\n".join(posts)).encode()
