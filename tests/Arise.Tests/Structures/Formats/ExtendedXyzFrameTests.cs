using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Structures.Formats;

public class ExtendedXyzFrameTests : FormatTestBase
{
    private const string Cell = "Lattice=\"3 0 0 0 3 0 0 0 3\"";

    [Fact]
    public void Columns_that_Properties_does_not_name_are_left_out_with_a_note()
    {
        (List<AtomicStructure> frames, List<string> notes) = ReadNoted(
            $"2\n{Cell} Properties=species:S:1:pos:R:3\nCs 0 0 0 0.00 0.51\nCl 1.5 1.5 1.5 0.00 -0.51\n");

        Assert.Equal("Cs Cl", Symbols(Assert.Single(frames)));
        Assert.Empty(frames[0].Columns);
        Assert.Contains("line 3: columns behind those", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("q:R:1", "0.5", "")]
    [InlineData("q:R:1:forces:R:3", "0.5 0 0 1", "")]
    [InlineData("forces:R:3", "0 0 1", "0 0")]
    [InlineData("q:I:1", "5", "5.5")]
    [InlineData("forces:R:3", "0 0 1", "0 0 ******")]
    [InlineData("moves:L:1", "T", "maybe")]
    public void A_column_that_is_missing_or_wrong_is_left_out_with_a_note(string column, string good, string bad)
    {
        (List<AtomicStructure> frames, List<string> notes) = ReadNoted(
            $"2\n{Cell} Properties=species:S:1:pos:R:3:{column}\nCs 0 0 0 {good}\nCl 1.5 1.5 1.5 {bad}\n"
                + $"1\n{Cell} Properties=species:S:1:pos:R:3:{column}\nCs 0 0 0 {good}\n");

        Assert.Equal(["Cs Cl", "Cs"], frames.Select(Symbols));
        Assert.Equal(new Vector3D(1.5, 1.5, 1.5), frames[0].Positions[1]);
        Assert.Empty(frames[0].Columns);
        Assert.NotEmpty(frames[1].Columns);
        Assert.Contains("line 4: column", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_column_before_the_positions_does_not_shift_them()
    {
        AtomicStructure frame = ReadOne($"1\n{Cell} Properties=q:I:1:species:S:1:pos:R:3:id:I:1\nx Cs 0.5 1 2 7\n");

        Assert.Equal(new Vector3D(0.5, 1, 2), frame.Positions[0]);
        Assert.Equal("id", Assert.Single(frame.Columns).Name);
    }

    // The output of AMS: as many vectors as directions are periodic.
    [Theory]
    [InlineData("VEC1 2.8 2.8 0\nVEC2 2.8 0 2.8\nVEC3 0 2.8 2.8\n", "TTT", 43.904)]
    [InlineData("VEC1 4 0 0\nVEC2 0 4 0\n", "TTF", 16)]
    [InlineData("  vec1 4 0 0\n", "TFF", 4)]
    public void VEC_lines_behind_the_atoms_are_the_cell(string vectors, string periodicity, double volume)
    {
        List<AtomicStructure> frames = Read($"2\nSCM output\nNa 0 0 0\nCl 2.8 0 0\n{vectors}1\n\nNa 0 0 0\n");

        Assert.Equal(["Na Cl", "Na"], frames.Select(Symbols));
        Assert.Equal(periodicity, frames[0].Periodicity.ToString());
        Assert.Equal(volume, frames[0].Lattice!.Volume, 9);
        Assert.Null(frames[1].Lattice);
    }
}
