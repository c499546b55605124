import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0019_language_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="comments_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="After publication. 0: never. Empty: as above it.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(3650)],
                verbose_name="days until comments close",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="comments_mode",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "As above it"),
                    ("closed", "Closed: none is taken"),
                    ("held", "Held: a moderator reads each before it is shown"),
                    ("trusted", "Trusted writers are shown at once, others held"),
                    ("open", "Shown at once, then checked by a moderator"),
                ],
                default="",
                max_length=8,
                verbose_name="comments",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="comments_notice",
            field=models.CharField(
                blank=True,
                help_text="Shown to readers where comments are closed.",
                max_length=240,
                verbose_name="why comments are closed",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="comments_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="After publication. 0: never. Empty: as above it.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(3650)],
                verbose_name="days until comments close",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="comments_mode",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "As above it"),
                    ("closed", "Closed: none is taken"),
                    ("held", "Held: a moderator reads each before it is shown"),
                    ("trusted", "Trusted writers are shown at once, others held"),
                    ("open", "Shown at once, then checked by a moderator"),
                ],
                default="",
                max_length=8,
                verbose_name="comments",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="comments_notice",
            field=models.CharField(
                blank=True,
                help_text="Shown to readers where comments are closed.",
                max_length=240,
                verbose_name="why comments are closed",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="comments_order",
            field=models.CharField(
                choices=[
                    ("moi", "Newest first"),
                    ("quan-tam", "Of most interest first"),
                    ("cu", "Oldest first"),
                ],
                default="moi",
                help_text="Below articles; readers can choose another.",
                max_length=8,
                verbose_name="order of comments",
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="comments_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="After publication. 0: never. Empty: as above it.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(3650)],
                verbose_name="days until comments close",
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="comments_mode",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "As above it"),
                    ("closed", "Closed: none is taken"),
                    ("held", "Held: a moderator reads each before it is shown"),
                    ("trusted", "Trusted writers are shown at once, others held"),
                    ("open", "Shown at once, then checked by a moderator"),
                ],
                default="",
                max_length=8,
                verbose_name="comments",
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="comments_notice",
            field=models.CharField(
                blank=True,
                help_text="Shown to readers where comments are closed.",
                max_length=240,
                verbose_name="why comments are closed",
            ),
        ),
    ]
