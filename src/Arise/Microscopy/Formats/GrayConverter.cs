namespace Arise.Microscopy.Formats;

/// <summary>
/// Colors as gray: their luminance, as cameras and programs compute it (ITU-R BT.601). Says it once where there
/// really are colors.
/// </summary>
internal sealed class GrayConverter(ImageSource source)
{
    private bool _isTold;

    /// <summary>The gray of a color; of equal parts exactly that part.</summary>
    public float Of(float red, float green, float blue)
    {
        if (red == green && green == blue)
            return red;
        Tell();
        return (0.299f * red) + (0.587f * green) + (0.114f * blue);
    }

    /// <summary>Says that there are colors.</summary>
    public void Tell()
    {
        if (!_isTold)
        {
            source.Note("the image is in color; its luminance is taken (annotations in color look like atoms, and "
                + "false colors are no intensities: export gray values).");
        }

        _isTold = true;
    }
}
