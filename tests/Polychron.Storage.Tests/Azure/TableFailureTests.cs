using System.Net;
using Polychron.UseCases.Ports.Tables;
using static Polychron.Storage.Tests.Azure.ScriptedService;

namespace Polychron.Storage.Tests.Azure;

/// <summary>What the table store makes of the answers of a service that is busy, lossy or says no.</summary>
public class TableFailureTests
{
    private static readonly RowWrite[] Batch = [new(RowAction.Insert, "rows", "p", "a"), new(RowAction.Replace, "rows", "p", "b"), new(RowAction.Delete, "rows", "p", "c")];

    [Fact]
    public async Task The_etags_of_a_batch_are_those_of_its_parts_and_a_delete_has_none()
    {
        using var service = new ScriptedService(Created, BatchSuccess("W/\"1\"", "W/\"2\"", "W/\"3\""));
        Assert.Equal(["W/\"1\"", "W/\"2\"", null], await service.Open().Tables.CommitAsync(Batch));
    }

    [Theory]
    [InlineData(409, "EntityAlreadyExists", "0:The specified entity already exists.", RowConflict.AlreadyExists, 0)]
    [InlineData(404, "ResourceNotFound", "2:The specified resource does not exist.", RowConflict.NotFound, 2)]
    [InlineData(412, "UpdateConditionNotSatisfied", "1:The update condition specified in the request was not satisfied.", RowConflict.ETagMismatch, 1)]
    public async Task A_failed_condition_is_a_conflict_of_the_write_that_the_service_names(
        int status, string code, string message, RowConflict conflict, int index)
    {
        using var service = new ScriptedService(Created, BatchError(status, code, message));
        var thrown = await Assert.ThrowsAsync<RowConflictException>(() => service.Open().Tables.CommitAsync(Batch));
        Assert.Equal((conflict, index), (thrown.Conflict, thrown.Index));
    }

    [Fact]
    public async Task A_conflict_of_a_batch_whose_first_answer_was_lost_is_an_unknown_outcome()
    {
        using var service = new ScriptedService(Created, LostAnswer, BatchError(409, "EntityAlreadyExists", "0:The specified entity already exists."));
        var thrown = await Assert.ThrowsAsync<StorageUnavailableException>(() => service.Open().Tables.CommitAsync(Batch));
        Assert.Contains("may have been committed", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(3, service.Requests.Count);
    }

    [Theory]
    [InlineData(503, "ServerBusy")]
    [InlineData(500, "OperationTimedOut")]
    [InlineData(429, "TooManyRequests")]
    public async Task A_busy_service_is_asked_again(int status, string code)
    {
        using var service = new ScriptedService(
            Created, Error(status, code), Error(status, code), BatchSuccess("W/\"1\"", "W/\"2\"", "W/\"3\""));
        Assert.Equal("W/\"1\"", (await service.Open().Tables.CommitAsync(Batch))[0]);
        Assert.Equal(service.Bodies[1], service.Bodies[3]);
    }

    [Fact]
    public async Task A_service_that_stays_busy_is_unavailable_after_its_tries()
    {
        using var service = new ScriptedService(Error(503, "ServerBusy"));
        var tables = service.Open().Tables;
        var thrown = await Assert.ThrowsAsync<StorageUnavailableException>(() => tables.GetAsync("rows", "p", "a"));
        Assert.Contains("503 ServerBusy", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(5, service.Requests.Count);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => tables.QueryAsync(new RowRange("rows", "p", "", "z")));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => tables.CommitAsync(Batch));
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_or_does_not_answer_is_unavailable()
    {
        using var unreachable = new ScriptedService(LostAnswer);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => unreachable.Open().Tables.GetAsync("rows", "p", "a"));
        using var silent = new SilentService();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => silent.Open().Tables.GetAsync("rows", "p", "a"));
        Assert.Equal(2, silent.Tries);
    }

    [Fact]
    public async Task A_batch_refused_as_too_large_is_the_callers_error()
    {
        using var service = new ScriptedService(Created, Error(413, "RequestBodyTooLarge"));
        await Assert.ThrowsAsync<InvalidBatchException>(() => service.Open().Tables.CommitAsync(Batch));
    }

    [Fact]
    public async Task A_table_that_was_deleted_is_made_anew_by_the_next_commit()
    {
        using var service = new ScriptedService(
            Created, Error(404, "TableNotFound"), Created, BatchSuccess("W/\"1\"", "W/\"2\"", "W/\"3\""));
        var tables = service.Open().Tables;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => tables.CommitAsync(Batch));
        Assert.Equal(3, (await tables.CommitAsync(Batch)).Count);
    }

    [Fact]
    public async Task A_table_is_created_once_and_may_exist()
    {
        using var service = new ScriptedService(Error(409, "TableAlreadyExists"), BatchSuccess("W/\"1\"", "W/\"2\"", "W/\"3\""));
        var tables = service.Open().Tables;
        await tables.CommitAsync(Batch);
        await tables.CommitAsync(Batch);
        Assert.Equal(["/Tables", "/$batch", "/$batch"], service.Requests.Select(request => request.RequestUri!.AbsolutePath));
        Assert.Equal("""{"TableName":"rows"}""", service.Bodies[0]);
    }

    [Fact]
    public async Task A_missing_entity_or_table_reads_as_nothing_but_a_strange_404_does_not()
    {
        Assert.Null(await GetAsync(Error(404, "ResourceNotFound")));
        Assert.Null(await GetAsync(Error(404, "TableNotFound")));
        var strange = () => new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("<html>no such site</html>") };
        await Assert.ThrowsAsync<StorageUnavailableException>(() => GetAsync(strange));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => GetAsync(Error(404, "AccountNotFound")));
    }

    [Fact]
    public async Task An_answer_with_too_few_parts_is_no_success()
    {
        using var service = new ScriptedService(Created, BatchSuccess("W/\"1\""));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => service.Open().Tables.CommitAsync(Batch));
    }

    [Fact]
    public async Task An_answer_that_is_no_table_services_is_unavailable()
    {
        var page = () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>please log in</html>") };
        await Assert.ThrowsAsync<StorageUnavailableException>(() => GetAsync(page));
        using var service = new ScriptedService(page);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => service.Open().Tables.QueryAsync(new RowRange("rows", "p", "", "z")));
        using var gateway = new ScriptedService(Created, () => new HttpResponseMessage(HttpStatusCode.Accepted) { Content = new StringContent("HTTP/1.1 ok") });
        await Assert.ThrowsAsync<StorageUnavailableException>(() => gateway.Open().Tables.CommitAsync(Batch));
    }

    private static async Task<TableRow?> GetAsync(Func<HttpResponseMessage> answer)
    {
        using var service = new ScriptedService(answer);
        return await service.Open().Tables.GetAsync("rows", "p", "a");
    }
}
