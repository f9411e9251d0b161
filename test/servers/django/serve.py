"""A Django site with a REST API by Django REST framework and its default router; nothing in it is for these tests."""

import sys

import django
from django.conf import settings

database, port = sys.argv[1:]
settings.configure(
    SECRET_KEY="not-a-secret",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    DATABASES={
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": database, "OPTIONS": {"timeout": 20}}
    },
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "rest_framework",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
        "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
        "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
        "PAGE_SIZE": 20,
    },
)
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.urls import include, path  # noqa: E402
from rest_framework import filters, routers, serializers, viewsets  # noqa: E402


class Machine(models.Model):
    name = models.CharField(max_length=100, unique=True)
    owner = models.ForeignKey(User, on_delete=models.PROTECT)

    class Meta:
        app_label = "fleet"
        ordering = ["id"]


class UserSerializer(serializers.ModelSerializer):
    class Meta:
        model = User
        fields = ["id", "username", "email", "first_name", "last_name", "password"]
        extra_kwargs = {"password": {"write_only": True}}

    def create(self, validated_data):
        return User.objects.create_user(**validated_data)


class MachineSerializer(serializers.ModelSerializer):
    class Meta:
        model = Machine
        fields = ["id", "name", "owner"]


class UserViewSet(viewsets.ModelViewSet):
    serializer_class = UserSerializer
    filter_backends = [filters.SearchFilter]
    search_fields = ["=username"]

    def get_queryset(self):
        users = User.objects.order_by("id")
        return users if self.request.user.is_staff else users.filter(id=self.request.user.id)


class MachineViewSet(viewsets.ModelViewSet):
    serializer_class = MachineSerializer
    filter_backends = [filters.SearchFilter]
    search_fields = ["=name"]

    def get_queryset(self):
        machines = Machine.objects.order_by("id")
        return machines if self.request.user.is_staff else machines.filter(owner=self.request.user)


router = routers.DefaultRouter()
router.register("users", UserViewSet, basename="user")
router.register("machines", MachineViewSet, basename="machine")
urlpatterns = [path("api/", include(router.urls)), path("api/auth/", include("rest_framework.urls"))]

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Machine)
    User.objects.create_superuser("operator", "operator@example.org", "operator-password")
    others = [User.objects.create_user(f"somebody{i}", f"somebody{i}@example.org") for i in range(22)]
    Machine.objects.bulk_create(Machine(name=f"machine-{i}", owner=other) for i, other in enumerate(others))
    sys.stderr = sys.stdout
    call_command("runserver", f"127.0.0.1:{port}", use_reloader=False)
