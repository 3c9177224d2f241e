using Arise.Structures;
using Arise.Training;
using Xunit;

namespace Arise.PublicApi.Tests;

/// <summary>
/// What the packages offer is checked in, Arise.txt and Arise.Training.txt: a change of the public surface is seen in
/// review. ARISE_UPDATE=1 writes the files.
/// </summary>
public class PublicSurfaceTests
{
    private const int MostTypes = 170;

    [Theory]
    [InlineData("Arise", typeof(AtomicStructure))]
    [InlineData("Arise.Training", typeof(Trainer))]
    public void The_public_surface_is_the_one_checked_in(string name, Type type)
    {
        string path = Checkout.PathOf($"tests/Arise.PublicApi.Tests/{name}.txt");
        string surface = PublicSurface.Render(type.Assembly);
        if (Environment.GetEnvironmentVariable("ARISE_UPDATE") == "1")
            File.WriteAllText(path, surface);
        string[] before = File.ReadAllLines(path);
        string[] now = surface.TrimEnd('\n').Split('\n');
        Assert.True(
            before.SequenceEqual(now),
            $"The public surface of {name} changed; if that is meant, run this test with ARISE_UPDATE=1.\nGone:\n" +
            $"{string.Join('\n', before.Except(now))}\nNew:\n{string.Join('\n', now.Except(before))}");
    }

    [Fact]
    public void The_core_library_has_a_small_front_door()
    {
        int count = typeof(AtomicStructure).Assembly.GetExportedTypes().Length;
        Assert.True(count <= MostTypes, $"{count} public types.");
    }

    // The lines tell kinds, signatures with defaults, init-only properties and constants.
    [Fact]
    public void The_surface_tells_what_a_caller_needs_to_know()
    {
        string surface = PublicSurface.Render(typeof(AtomicStructure).Assembly);
        Assert.Contains("sealed class Arise.Structures.AtomicStructure\n", surface, StringComparison.Ordinal);
        Assert.Contains(
            "abstract class Arise.AriseException : Exception", surface, StringComparison.Ordinal);
        Assert.Contains("struct Arise.WorkProgress\n", surface, StringComparison.Ordinal);
        Assert.Contains("    String Step { get; init; }\n", surface, StringComparison.Ordinal);
        Assert.Contains("CancellationToken cancellation = default)\n", surface, StringComparison.Ordinal);
    }
}
