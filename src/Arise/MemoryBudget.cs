using System.Globalization;

namespace Arise;

/// <summary>
/// How much memory this process may plan with: whatever needs much asks here before it allocates, so that an input or
/// a setting that needs too much is refused in a sentence. It is a bound on plans, not a reservation.
/// </summary>
public static class MemoryBudget
{
    /// <summary>The smallest budget: less does not hold the shipped models and a structure.</summary>
    internal const long Smallest = 64L << 20;

    /// <summary>
    /// What an atom of a structure takes while the structure is read and described. Measured: 210 bytes without
    /// periodicity, 430 with, 1100 of a crystal of four species.
    /// </summary>
    internal const double BytesPerAtom = 768;

    /// <summary>The largest budget, far above any machine: sums of needs stay exact.</summary>
    internal const long Largest = 1L << 50;

    private static long s_bytes = Default;

    /// <summary>
    /// Bytes that one piece of work may take: at first <see cref="Default"/>. It belongs to the process, as memory
    /// does.
    /// </summary>
    /// <exception cref="ArgumentException">It is set below 64 MiB or above 1 PiB.</exception>
    public static long Bytes
    {
        get => Volatile.Read(ref s_bytes);
        set
        {
            Setting.Require(
                value is >= Smallest and <= Largest, nameof(Bytes),
                $"A memory budget of {value} bytes: it must be from 64 MiB to 1 PiB.");
            Volatile.Write(ref s_bytes, value);
        }
    }

    /// <summary>A quarter of the memory that the runtime may use, at least 1 GiB.</summary>
    public static long Default => Math.Max(1L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);

    /// <summary>Refuses what needs more than the budget. To be asked before anything is allocated.</summary>
    /// <param name="bytes">The need, as a floating-point number so that no product overflows.</param>
    /// <param name="what">What needs it, the beginning of a sentence: "A map of 80 boxes".</param>
    /// <param name="remedy">What to change, an imperative: "use a longer stride".</param>
    /// <param name="setting">The property to change, if it is one.</param>
    /// <exception cref="MemoryBudgetException">It needs more, or the need is not a number.</exception>
    public static void Require(double bytes, string what, string remedy, string? setting = null)
    {
        long budget = Bytes;
        if (!(bytes <= budget))
            throw new MemoryBudgetException(bytes, budget, what, remedy, setting);
    }

    /// <summary>A number of bytes as a person reads it: 6.4 GB.</summary>
    internal static string Text(double bytes)
    {
        string[] units = ["bytes", "KB", "MB", "GB", "TB", "PB"];
        int unit = 0;
        while (bytes >= 999.5 && unit < units.Length - 1)
            (bytes, unit) = (bytes / 1000, unit + 1);
        string format = bytes < 99.95 && unit > 0 ? "0.#" : bytes < 1e6 ? "0" : "0.#e+0";
        return $"{bytes.ToString(format, CultureInfo.InvariantCulture)} {units[unit]}";
    }
}
