using Arise.Sharding;

namespace Arise.Tests.Sharding;

public class ShardTests
{
    [Theory]
    [InlineData("1/1", 1, 1)]
    [InlineData("2/8", 2, 8)]
    [InlineData("100000/100000", 100_000, 100_000)]
    public void A_share_is_read_as_it_is_written(string text, int number, int count)
    {
        Assert.True(Shard.TryParse(text, out Shard shard));
        Assert.Equal((number, count, text), (shard.Number, shard.Count, shard.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0/2")]
    [InlineData("3/2")]
    [InlineData("1/0")]
    [InlineData("1/100001")]
    [InlineData("-1/2")]
    [InlineData("1/2/3")]
    [InlineData("half")]
    public void What_is_no_share_is_refused(string? text) => Assert.False(Shard.TryParse(text, out _));

    [Fact]
    public void Every_block_belongs_to_one_share_and_shares_differ_by_one_block()
    {
        const int count = 7, blocks = 100;
        Shard[] shards = [.. Enumerable.Range(1, count).Select(number => new Shard(number, count))];
        for (long block = 0; block < blocks; block++)
            Assert.Single(shards, shard => shard.Takes(block));
        int[] sizes = [.. shards.Select(shard => Enumerable.Range(0, blocks).Count(block => shard.Takes(block)))];
        Assert.InRange(sizes.Max() - sizes.Min(), 0, 1);
    }
}
