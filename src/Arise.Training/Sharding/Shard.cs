using System.Globalization;

namespace Arise.Sharding;

/// <summary>
/// One of several shares of a run, which together are the run. Work is dealt out in turn, block after block, so that
/// shares take similar time where cost varies slowly over the work.
/// </summary>
public readonly record struct Shard
{
    /// <summary>The most shares of a run.</summary>
    public const int Most = 100_000;

    /// <summary>A share.</summary>
    /// <exception cref="ArgumentException">The number is not from 1 to the count, or the count too large.</exception>
    public Shard(int number, int count)
    {
        Setting.Require(
            count is >= 1 and <= Most && number >= 1 && number <= count,
            nameof(Shard),
            string.Create(CultureInfo.InvariantCulture, $"There is no shard {number} of {count}."));
        (Number, Count) = (number, count);
    }

    /// <summary>Its number, from 1.</summary>
    public int Number { get; }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Whether a block of work belongs to this share.</summary>
    /// <param name="block">Number of the block, from 0.</param>
    public bool Takes(long block) => block % Count == Number - 1;

    /// <summary>Reads "2/8".</summary>
    public static bool TryParse(string? text, out Shard shard)
    {
        shard = default;
        if (text?.Split('/') is not [var first, var second]
            || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || !int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            || count is < 1 or > Most || number < 1 || number > count)
            return false;
        shard = new Shard(number, count);
        return true;
    }

    /// <summary>"2/8".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");
}
