using System.Diagnostics;
using System.Globalization;
using FsCheck;

namespace Arise.Tests;

/// <summary>
/// Reads many damaged inputs, the same ones on every run. Each is read, or refused with the documented error, which
/// names the file; it takes neither long nor much memory. With the environment variable ARISE_FUZZ, a number, so many
/// are read instead of the usual few: ARISE_FUZZ=100000 dotnet test -c Release --filter FullyQualifiedName~Fuzz.
/// </summary>
internal static class Fuzz
{
    private const double LongestSeconds = 10;
    private const int HangSeconds = 40;
    private const long MostBytes = 192L << 20;

    /// <summary>How many inputs are read.</summary>
    public static int Count(int usual) =>
        Environment.GetEnvironmentVariable("ARISE_FUZZ") is { } asked
        && int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : usual;

    /// <summary>The same inputs on every run for properties of FsCheck.</summary>
    public static Config Config(int usual) =>
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(Count(usual)).WithReplay(2026, 1);

    /// <summary>Does something while a file holds other bytes.</summary>
    public static void While(string path, byte[] bytes, Action action)
    {
        byte[] before = File.ReadAllBytes(path);
        try
        {
            File.WriteAllBytes(path, bytes);
            action();
        }
        finally
        {
            File.WriteAllBytes(path, before);
        }
    }

    /// <summary>Reads damaged inputs.</summary>
    /// <param name="usual">How many on every run.</param>
    /// <param name="damage">Makes input number k, with random numbers of its own.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="file">What the documented error names.</param>
    /// <typeparam name="T">The documented error.</typeparam>
    public static void Run<T>(int usual, Func<Random, byte[]> damage, Action<byte[]> read, string file)
        where T : AriseException
    {
        int refused = 0, count = Count(usual);
        for (int k = 0; k < count; k++)
        {
            byte[] input = damage(new Random(k));
            string hang = $"Input {k} of {typeof(T).Name} has not been read after {HangSeconds} s.";
            using var watch = new Timer(_ => Environment.FailFast(hang), null, HangSeconds * 1000, Timeout.Infinite);
            long bytes = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            try
            {
                read(input);
            }
            catch (Exception error) when (error is T or MemoryBudgetException)
            {
                refused++;
                Assert.True(
                    error.Message.Contains(file, StringComparison.Ordinal), $"Input {k}, no file: {error.Message}");
            }
            catch (Exception error)
            {
                Assert.Fail($"Input {k}: {error}");
            }

            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
            Assert.True(seconds < LongestSeconds, $"Input {k} took {seconds:F1} s.");
            Assert.True(bytes < MostBytes, $"Input {k} took {bytes >> 20} MiB.");
        }

        // Damage that is harmless tests nothing.
        Assert.True(refused >= count / 20, $"Only {refused} of {count} inputs were refused.");
    }
}
