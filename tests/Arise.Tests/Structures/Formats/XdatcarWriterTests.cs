using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class XdatcarWriterTests : FormatTestBase
{
    [Fact]
    public void Each_frame_has_its_cell_and_its_number()
    {
        var random = new Random(3);
        AtomicStructure[] frames = [RandomStructures.Triclinic(random), RandomStructures.Triclinic(random)];

        string text = Write(StructureFormat.Xdatcar, frames);
        List<AtomicStructure> read = Read(text, "XDATCAR");

        Assert.Contains("\nDirect configuration= 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\nDirect configuration= 2\n", text, StringComparison.Ordinal);
        Assert.Equal(frames.Select(frame => frame.Formula()), read.Select(frame => frame.Formula()));
        Assert.Equal(frames.Select(frame => frame.Lattice), read.Select(frame => frame.Lattice));
    }

    [Fact]
    public void A_structure_without_cell_is_refused() => Assert.Contains(
        "needs a cell",
        Assert.Throws<StructureFormatException>(
            () => Write(StructureFormat.Xdatcar, ReadOne("1\n\nH 0 0 0\n"))).Problem,
        StringComparison.Ordinal);
}
