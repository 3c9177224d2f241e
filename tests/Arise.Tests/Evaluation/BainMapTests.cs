using System.Collections.Immutable;
using Arise.Evaluation;
using Arise.Files;
using Arise.Networks;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Synthesis;

namespace Arise.Tests.Evaluation;

public sealed class BainMapTests : IDisposable
{
    // The ratios c/a from 1 to sqrt 2 and around, with a coarse grid.
    private static readonly BainPath Path = new() { Minimum = 3, Maximum = 6, Step = 0.25 };

    private static readonly PredictionSettings Settings = new() { Passes = 64 };

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-bain").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Cubic_crystals_lie_on_their_lines_and_are_surer_than_the_transitions_between()
    {
        BainMap map = BainMap.Compute(StructureClassifier.Default, Path, Settings);
        int count = Path.Count;
        for (int a = 0; a < count; a++)
            Assert.Equal("bcc_W_A_cI2_229_a", map.ClassLabels[map.Classes[(a * count) + a]]);

        // a = 3.0 and c = 4.25, a = 4.25 and c = 6: c/a = 1.4167 and 1.4118.
        Assert.Equal("fcc_Cu_A_cF4_225_a", map.ClassLabels[map.Classes[(5 * count) + 0]]);
        Assert.Equal("fcc_Cu_A_cF4_225_a", map.ClassLabels[map.Classes[(12 * count) + 5]]);

        // Alpha-protactinium has c/a = 0.824 (here 3.5 / 4.25), indium 1.521 (here 5.0 / 3.25).
        Assert.Equal("bctAlphaPa_Pa_A_tI2_139_a", map.ClassLabels[map.Classes[(2 * count) + 5]]);
        Assert.Equal("bctIn_In_A_tI2_139_a", map.ClassLabels[map.Classes[(8 * count) + 1]]);
        double onLines = map.MutualInformation[(5 * count) + 0] + map.MutualInformation[(6 * count) + 6];
        double between = Enumerable.Range(1, 4).Max(c => map.MutualInformation[c * count]);
        Assert.True(between > onLines, $"{between} bit between the lines, {onLines} on both");
    }

    // Only c/a counts: crystals with the same ratio are the same crystal in another unit of length.
    [Fact]
    public void The_ratio_alone_decides()
    {
        BainMap map = BainMap.Compute(StructureClassifier.Default, new BainPath { Step = 0.5 }, Settings);
        int count = map.Path.Count;

        // c/a = 4/3 at a = 3 and at a = 4.5.
        ImmutableArray<double> small = map.Probabilities[(2 * count) + 0], large = map.Probabilities[(6 * count) + 3];
        for (int k = 0; k < small.Length; k++)
            Assert.Equal(small[k], large[k], 1e-3);
    }

    [Fact]
    public void The_report_holds_the_numbers_and_the_figures()
    {
        var coarse = new BainPath { Step = 1 };
        BainMap map = BainMap.Compute(StructureClassifier.Default, coarse, Settings with { Threads = 1 });
        map.Write(_folder);
        ResultFolders.AreForeseen(_folder);
        NumpyArchive arrays = NumpyArchive.Read(System.IO.Path.Combine(_folder, "bain.npz"));
        Assert.Equal([4, 4, PrototypeLibrary.Families.Count], arrays["probabilities"].Shape.ToArray());
        Assert.Equal(map.Classes, arrays["class_index"].As<int>());
        string[] rows = File.ReadAllLines(System.IO.Path.Combine(_folder, "bain.csv"));
        Assert.Equal(17, rows.Length);
        Assert.StartsWith("3,3,bcc_W_A_cI2_229_a,0.", rows[1], StringComparison.Ordinal);
        foreach (string figure in new[] { "bain_classes", "bain_mutual_information", "bain_probabilities" })
        {
            Assert.True(File.Exists(System.IO.Path.Combine(_folder, figure + ".svg")));
            Assert.True(File.Exists(System.IO.Path.Combine(_folder, figure + ".png")));
        }

        BainMap again = BainMap.Compute(StructureClassifier.Default, coarse, Settings with { Threads = 4 });
        Assert.Equal(map.MutualInformation.ToArray(), again.MutualInformation.ToArray());
    }
}
