using Arise.AtomFinding;
using Arise.Microscopy;

namespace Samples;

internal static class OwnAtomFinder
{
    public static void Run(MicroscopeImage image)
    {
        // begin
        var run = new AtomFinderRun(new AtomFinderRunSettings { Model = "finder.safetensors" });
        run.Run();
        IAtomFinder finder = NetworkAtomFinder.Read("finder.safetensors");
        FoundAtoms atoms = new AtomSearch(finder: finder).Find(image);
        // end
    }
}
