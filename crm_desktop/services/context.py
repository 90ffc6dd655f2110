"""The one object through which windows and commands reach the shop's data."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as engine

from crm_desktop.core.changes import ChangeBus
from crm_desktop.core.clock import Clock, SystemClock
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.jobs import JobContext
from crm_desktop.models.db import Database, DatabaseError, user_error
from crm_desktop.services.opening import open_current
from crm_desktop.services.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from crm_desktop.services.activities import ActivitiesService
    from crm_desktop.services.attachments import AttachmentsService
    from crm_desktop.services.backup.keys import ShopKey
    from crm_desktop.services.custom_fields import CustomFieldsService
    from crm_desktop.services.customers import CustomersService
    from crm_desktop.services.deals import DealsService
    from crm_desktop.services.drafts import DraftsService
    from crm_desktop.services.entry_rules import EntryRules
    from crm_desktop.services.followups import FollowUpsService
    from crm_desktop.services.history import History
    from crm_desktop.services.listing import Listing
    from crm_desktop.services.lists import ChoicesService, StaffService
    from crm_desktop.services.orders import OrdersService
    from crm_desktop.services.pipelines import PipelinesService
    from crm_desktop.services.products import ProductsService
    from crm_desktop.services.relations import RelationsService
    from crm_desktop.services.reports import ReportsService
    from crm_desktop.services.saved_views import SavedViewsService
    from crm_desktop.services.search import SearchService
    from crm_desktop.services.settings import SettingsService
    from crm_desktop.services.templates import TemplatesService
    from crm_desktop.services.today import TodayService
    from crm_desktop.services.vault.blobs import BlobStore


class Services:
    """Everything the program can do with one data folder.

    Reading is allowed on any thread (each has its own connection: call :meth:`release` before the
    thread ends); writing through :meth:`write`, one at a time.
    """

    def __init__(
        self, folder: DataFolder, db: Database, clock: Clock, *, wait_ms: int = 10_000, key: ShopKey | None = None
    ) -> None:
        self.folder = folder
        self.data_dir = folder.path
        self.db = db
        self.clock = clock
        self.bus = ChangeBus()
        self.user = ""
        self.wait_ms = wait_ms
        self.key = key
        self.holds_lock = False
        """Whether this is the window, which has the folder's lock."""
        self._generation = db.path.parent.name
        self._turn = threading.Lock()
        self._writer: int | None = None

    # -- writing

    @contextlib.contextmanager
    def write(
        self,
        label: Text,
        *,
        kind: str = "edit",
        origin: object = None,
        undoes: int | None = None,
        job: JobContext | None = None,
    ) -> Iterator[UnitOfWork]:
        """One unit of work: committed when the block ends, rolled back when it raises.

        ``label`` names it in the history (no personal data in it); ``job`` is told how far a long commit is and may
        cancel it. Raises :class:`UserError` ``busy`` after ``wait_ms``, ``disk_full``, ``read_only`` or ``damaged``;
        nothing is changed then.
        """
        me = threading.get_ident()
        if self._writer == me:
            raise RuntimeError("a unit of work is open already")
        if kind == "bulk":
            self._back_up_before_bulk(job)
        if not self._turn.acquire(timeout=self.wait_ms / 1000):
            raise _busy()
        self._writer = me
        work = UnitOfWork(self.db, self.clock, label, kind, self.user, undoes, job)
        try:
            self.db.execute_sql("PRAGMA query_only=0")
            try:
                work.begin()
                self._check_generation()
                yield work
                work.commit()
            except BaseException:
                if self.db.in_sql_transaction():
                    self.db.execute_sql("ROLLBACK")
                raise
            finally:
                work.end()
                self.db.execute_sql("PRAGMA query_only=1")
        except (DatabaseError, engine.DatabaseError) as error:  # rows written many at once go past peewee
            known = user_error(error, self.db.path)
            if known is None:
                raise
            raise known from error
        finally:
            self._writer = None
            self._turn.release()
        if work.rows:
            self.bus.publish(work.changes, origin)

    def bulk_takes_time(self) -> bool:
        """Whether a bulk change begins with a backup now, so that it is no work for the thread of the window."""
        if not (self.folder.keys / "recipient").exists():
            return False
        from crm_desktop.services.backup import schedule

        return schedule.bulk_due(self)

    def _back_up_before_bulk(self, job: JobContext | None) -> None:
        """Before many records change at once, where the last backup is over an hour old and nobody waits for it in the
        main thread. The change can be undone without it, so that a backup that fails is no reason to refuse it.
        """
        if threading.current_thread() is threading.main_thread() or not (self.folder.keys / "recipient").exists():
            return
        from crm_desktop.services.backup import schedule

        with contextlib.suppress(UserError):
            schedule.automatic(self, "pre-import", after=schedule.BEFORE_BULK, ctx=job)

    @contextlib.contextmanager
    def maintain(self) -> Iterator[Database]:
        """A transaction for what is not the shop's record (drafts, pruning): not audited, not undoable.

        The audit triggers refuse any record that is written in it. Raises like :meth:`write`.
        """
        if not self._turn.acquire(timeout=self.wait_ms / 1000):
            raise _busy()
        try:
            self.db.execute_sql("PRAGMA query_only=0")
            try:
                self.db.execute_sql("BEGIN IMMEDIATE")
                self._check_generation()
                yield self.db
                self.db.execute_sql("COMMIT")
            except BaseException:
                if self.db.in_sql_transaction():
                    self.db.execute_sql("ROLLBACK")
                raise
            finally:
                self.db.execute_sql("PRAGMA query_only=1")
        except DatabaseError as error:
            raise user_error(error, self.db.path) or error from error
        finally:
            self._turn.release()

    @contextlib.contextmanager
    def scratch(self) -> Iterator[None]:
        """Room for temporary tables while reading; whatever is written is rolled back."""
        if self.db.in_sql_transaction():
            yield
            return
        self.db.execute_sql("PRAGMA query_only=0")
        self.db.execute_sql("BEGIN")
        try:
            yield
        finally:
            self.db.execute_sql("ROLLBACK")
            self.db.execute_sql("PRAGMA query_only=1")

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """One unchanging state for several reads (an export, a report)."""
        if self.db.in_sql_transaction():
            yield
            return
        self.db.execute_sql("BEGIN")
        try:
            yield
        finally:
            self.db.execute_sql("ROLLBACK")

    def _check_generation(self) -> None:
        if self.folder.current().name != self._generation:
            raise UserError(
                "busy",
                N_("database", "The shop's data was replaced in the meantime."),
                N_("database", "Open it again and repeat your change."),
            )

    def explain(self, error: BaseException) -> UserError | None:
        """What an error of the engine, met while reading, says to a person; None for a bug of ours."""
        return user_error(error, self.db.path)

    def release(self) -> None:
        """Close the calling thread's connection."""
        if not self.db.is_closed():
            self.db.close()

    def close(self) -> None:
        """Empty the write-ahead log and close; other threads have called :meth:`release` before."""
        with contextlib.suppress(DatabaseError):
            self.db.execute_sql("PRAGMA busy_timeout=0")  # whoever is writing now empties the log later
            self.db.execute_sql("PRAGMA query_only=0")
            self.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        self.release()

    @property
    def encrypted(self) -> bool:
        """Whether the live database is encrypted on the disk."""
        return self.db.key is not None

    @cached_property
    def blobs(self) -> BlobStore:
        """Where the bytes of attachments lie."""
        from crm_desktop.services.vault.blobs import BlobStore

        if self.key is None or not self.encrypted:
            return BlobStore(self.folder.files, None, self.key.identity if self.key else None)
        return BlobStore(self.folder.files, self.key.recipient, self.key.identity)

    # -- what there is (imported on first use: a short command should not load the whole program)

    @cached_property
    def settings(self) -> SettingsService:
        from crm_desktop.services.settings import SettingsService

        return SettingsService(self)

    @cached_property
    def staff(self) -> StaffService:
        from crm_desktop.services.lists import StaffService

        return StaffService(self)

    @cached_property
    def choices(self) -> ChoicesService:
        from crm_desktop.services.lists import ChoicesService

        return ChoicesService(self)

    @cached_property
    def history(self) -> History:
        from crm_desktop.services.history import History

        return History(self)

    @cached_property
    def listing(self) -> Listing:
        from crm_desktop.services.listing import Listing

        return Listing(self)

    @cached_property
    def search(self) -> SearchService:
        from crm_desktop.services.search import SearchService

        return SearchService(self)

    @cached_property
    def saved_views(self) -> SavedViewsService:
        from crm_desktop.services.saved_views import SavedViewsService

        return SavedViewsService(self)

    @cached_property
    def custom_fields(self) -> CustomFieldsService:
        from crm_desktop.services.custom_fields import CustomFieldsService

        return CustomFieldsService(self)

    @cached_property
    def entry_rules(self) -> EntryRules:
        from crm_desktop.services.entry_rules import EntryRules

        return EntryRules(self)

    @cached_property
    def drafts(self) -> DraftsService:
        from crm_desktop.services.drafts import DraftsService

        return DraftsService(self)

    @cached_property
    def attachments(self) -> AttachmentsService:
        from crm_desktop.services.attachments import AttachmentsService

        return AttachmentsService(self)

    @cached_property
    def customers(self) -> CustomersService:
        from crm_desktop.services.customers import CustomersService

        return CustomersService(self)

    @cached_property
    def activities(self) -> ActivitiesService:
        from crm_desktop.services.activities import ActivitiesService

        return ActivitiesService(self)

    @cached_property
    def relations(self) -> RelationsService:
        from crm_desktop.services.relations import RelationsService

        return RelationsService(self)

    @cached_property
    def templates(self) -> TemplatesService:
        from crm_desktop.services.templates import TemplatesService

        return TemplatesService(self)

    @cached_property
    def pipelines(self) -> PipelinesService:
        from crm_desktop.services.pipelines import PipelinesService

        return PipelinesService(self)

    @cached_property
    def deals(self) -> DealsService:
        from crm_desktop.services.deals import DealsService

        return DealsService(self)

    @cached_property
    def followups(self) -> FollowUpsService:
        from crm_desktop.services.followups import FollowUpsService

        return FollowUpsService(self)

    @cached_property
    def products(self) -> ProductsService:
        from crm_desktop.services.products import ProductsService

        return ProductsService(self)

    @cached_property
    def orders(self) -> OrdersService:
        from crm_desktop.services.orders import OrdersService

        return OrdersService(self)

    @cached_property
    def reports(self) -> ReportsService:
        from crm_desktop.services.reports import ReportsService

        return ReportsService(self)

    @cached_property
    def today(self) -> TodayService:
        from crm_desktop.services.today import TodayService

        return TodayService(self)


def _busy() -> UserError:
    return UserError(
        "busy",
        N_("database", "Something else is writing to the shop's data just now."),
        N_("database", "Wait for it to finish, then try again."),
    )


def open_services(
    data_dir: Path,
    *,
    clock: Clock | None = None,
    key: ShopKey | None = None,
    create: bool = True,
    wait_ms: int = 10_000,
) -> Services:
    """Open the shop's data in ``data_dir``, made if missing when ``create``.

    ``key`` opens an encrypted folder (:mod:`crm_desktop.services.vault.unlocking`); without it that is refused as
    ``locked``. Raises :class:`UserError`, see :func:`crm_desktop.services.opening.open_current`.
    """
    folder = DataFolder(data_dir)
    db = open_current(folder, key, create=create, busy_ms=wait_ms)
    services = Services(folder, db, clock or SystemClock(), wait_ms=wait_ms, key=key)
    if not db.execute_sql("SELECT 1 FROM pipeline LIMIT 1").fetchone():
        with services.write(N_("undo", "Set up the shop"), kind="setup") as work:
            services.pipelines.seed(work)
    return services
