using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Tests.Samples;

public class PieceSamplesTests
{
    [Theory]
    [InlineData(10, 0, 0, 4, -1, 0)]
    [InlineData(6, 4, 0, 4, 7, 0.4)]
    [InlineData(4, 6, 0, 7, 4, 0.4)]
    [InlineData(5, 0, 5, 4, -1, 0.5)]
    [InlineData(2, 0, 8, 4, -1, 0.8)]
    [InlineData(0, 0, 10, -1, -1, 0)]
    [InlineData(19, 1, 0, 4, -1, 0)]
    public void Shares_of_atoms_are_the_shares_of_the_answer(
        int ofFour, int ofSeven, int ofNone, int label, int second, double share)
    {
        short[] labels =
        [
            .. Enumerable.Repeat((short)4, ofFour), .. Enumerable.Repeat((short)7, ofSeven),
            .. Enumerable.Repeat(AtomSample.None, ofNone), .. Enumerable.Repeat(AtomSample.Untold, 30),
        ];
        StructureSample judged = PieceSamples.Judge(Labeled(labels))!;

        Assert.Equal(label, judged.Label);
        Assert.Equal(second, judged.Second);
        Assert.Equal(share, judged.SecondShare, 1e-12);
    }

    [Fact]
    public void Three_phases_and_too_few_atoms_have_no_answer()
    {
        Assert.Null(PieceSamples.Judge(Labeled([1, 1, 1, 2, 2, 2, 3, 3, 3])));
        Assert.Null(PieceSamples.Judge(Labeled([1, 1, 1, AtomSample.Untold, AtomSample.Untold])));
    }

    [Fact]
    public void Pieces_of_an_interface_are_of_both_sides()
    {
        var matter = new AtomSamples(
            PrototypeLibrary.Published,
            new AtomSampleSettings { Seed = 3, TellsAll = true }.Times(1e-6) with { Interfaces = 12 });
        StructureKind kind = Assert.Single(new PieceSamples(matter, 6).Kinds);
        StructureSample[] all = [.. Enumerable.Range(0, kind.Count).SelectMany(
            k => kind.Make(k, new Draws(new RandomNumbers(9, (ulong)k))))];

        Assert.InRange(all.Length, 30, 72);
        Assert.InRange(all.Count(one => one.SecondShare > 0), 5, all.Length);
        Assert.All(all, one => Assert.InRange(one.SecondShare, 0, 0.5));
    }

    private static AtomicStructure Labeled(short[] labels) => LabelColumn.Set(
        new AtomicStructure(
            [.. labels.Select((_, k) => new Vector3D(2 * k, 0, 0))],
            [.. labels.Select(_ => ChemicalElement.Parse("Cu"))]),
        labels);
}
