using System.Diagnostics.CodeAnalysis;

namespace Arise;

/// <summary>Checks of settings: each names the property that is wrong, and the reason without any option.</summary>
internal static class Setting
{
    /// <summary>Refuses a value.</summary>
    /// <param name="holds">What must hold.</param>
    /// <param name="property">Name of the property.</param>
    /// <param name="reason">A sentence: the value, and what is possible.</param>
    /// <exception cref="ArgumentException">It does not hold; the parameter name is the property.</exception>
    public static void Require([DoesNotReturnIf(false)] bool holds, string property, string reason)
    {
        if (!holds)
            throw new ArgumentException(reason, property);
    }

    /// <summary>Refuses a whole number outside a range.</summary>
    /// <param name="value">The number.</param>
    /// <param name="least">Smallest possible.</param>
    /// <param name="most">Largest possible.</param>
    /// <param name="property">Name of the property.</param>
    /// <param name="what">What it counts, in the plural: "passes".</param>
    /// <exception cref="ArgumentException">It is outside.</exception>
    public static void RequireCount(int value, int least, int most, string property, string what) => Require(
        value >= least && value <= most, property, $"{value} {what}: from {least} to {most} are possible.");

    /// <summary>Refuses a number of threads outside 0 (one per processor) to 1024.</summary>
    /// <exception cref="ArgumentException">It is outside; the parameter name is Threads.</exception>
    public static void RequireThreads(int threads) => Require(
        threads is >= 0 and <= ThreadCount.Most,
        "Threads",
        $"{threads} threads: from 1 to {ThreadCount.Most} are possible, and 0 for one per processor.");

    /// <summary>The reason of an error without the name of the property, which .NET adds.</summary>
    public static string Reason(ArgumentException error) =>
        error.Message.Replace($" (Parameter '{error.ParamName}')", "", StringComparison.Ordinal);
}
