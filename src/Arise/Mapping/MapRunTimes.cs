using Arise.Files;

namespace Arise.Mapping;

/// <summary>
/// When and how long a map was made, as times.json: the only file of a map that differs between two runs. Nothing is
/// lost where it is missing.
/// </summary>
internal sealed record MapRunTimes
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "times.json";

    private const string Seconds = "seconds_of_last_run";

    public required DateTimeOffset Started { get; init; }

    public required int Threads { get; init; }

    public required MapManifestTimes SecondsOfLastRun { get; init; }

    /// <summary>The times of a map.</summary>
    public static MapRunTimes Of(CrystalMap map) => new()
    {
        Started = map.Started,
        Threads = map.Plan.Settings.Prediction.Threads,
        SecondsOfLastRun = MapManifestTimes.Of(map.Times),
    };

    /// <summary>Writes the file; it appears only once it is complete.</summary>
    public void Write(string folder) =>
        JsonFile.Write(Path.Combine(folder, FileName), this, MapJson.Plain.MapRunTimes);

    /// <summary>Reads the file of a folder, if it is there.</summary>
    /// <exception cref="MapException">It is damaged.</exception>
    public static MapRunTimes Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return new MapRunTimes
            {
                Started = default, Threads = 0, SecondsOfLastRun = MapManifestTimes.Of(MapTimes.None),
            };
        }

        MapRunTimes times = JsonFile.Read(
            path, MapJson.Plain.MapRunTimes, (field, reason) => new MapException(path, reason, field));
        if (!times.SecondsOfLastRun.ArePossible)
            throw new MapException(path, $"'{Seconds}' is out of range.", Seconds);
        return times.Threads is >= 0 and <= ThreadCount.Most
            ? times
            : throw new MapException(path, "'threads' is out of range.", "threads");
    }
}
