namespace Arise.Cli;

/// <summary>Which frames of the input are taken.</summary>
/// <param name="Range">The first and the last.</param>
/// <param name="Every">Every so-manyth of them, beginning with the first.</param>
/// <param name="IsSeries">
/// Whether the files are the frames of one series, counted on from file to file; otherwise every file begins with 1.
/// </param>
internal sealed record FrameSelection(FrameRange Range, int Every, bool IsSeries)
{
    /// <summary>All frames.</summary>
    public static FrameSelection All { get; } = new(FrameRange.All, 1, IsSeries: false);

    /// <summary>A single frame.</summary>
    public static FrameSelection Only(int frame) => new(new FrameRange(frame, frame), 1, IsSeries: false);

    /// <summary>Whether a frame is taken, by its number from 1.</summary>
    public bool Takes(int number) =>
        number >= Range.First && number <= Range.Last && (number - Range.First) % Every == 0;
}
