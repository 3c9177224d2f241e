using Arise.Defects;
using Arise.Networks;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Screening;
using Arise.Structures;

namespace Arise.Tests.Screening;

/// <summary>Structures to screen, and what screens them quickly.</summary>
internal static class ScreeningSamples
{
    private static readonly string[] Names = ["fcc", "bcc", "diamond", "rock salt", "CsCl", "hcp"];

    /// <summary>Perfect and rattled crystals, each of its own: frames of two sources.</summary>
    public static ScreeningEntry[] Entries(int count) =>
        [.. Enumerable.Range(0, count).Select(k => new ScreeningEntry($"s{k % 2}.xyz", (k / 2) + 1, Crystal(k)))];

    /// <summary>Crystal number k; the first six are perfect.</summary>
    public static AtomicStructure Crystal(int k)
    {
        AtomicStructure perfect = PrototypeLibrary.Find(Names[k % Names.Length]).Structure;
        return k < Names.Length ? perfect : Displacements.Uniform(perfect, 0.05, (ulong)k);
    }

    /// <summary>A screener of few passes.</summary>
    public static Screener Screener(int threads = 1, ulong seed = 0) =>
        new(StructureClassifier.Default, "arise-families", new ScreeningSettings
        {
            Prediction = new PredictionSettings { Passes = 16, Threads = threads, Seed = seed },
        });
}
