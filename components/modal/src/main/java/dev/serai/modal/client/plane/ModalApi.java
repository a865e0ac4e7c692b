package dev.serai.modal.client.plane;

import com.google.protobuf.Empty;
import com.google.protobuf.MessageLite;
import dev.serai.modal.client.grpc.Rpc;
import dev.serai.modal.proto.AppGetOrCreateRequest;
import dev.serai.modal.proto.AppGetOrCreateResponse;
import dev.serai.modal.proto.AttemptAwaitRequest;
import dev.serai.modal.proto.AttemptAwaitResponse;
import dev.serai.modal.proto.AttemptRetryRequest;
import dev.serai.modal.proto.AttemptRetryResponse;
import dev.serai.modal.proto.AttemptStartRequest;
import dev.serai.modal.proto.AttemptStartResponse;
import dev.serai.modal.proto.AuthTokenGetRequest;
import dev.serai.modal.proto.AuthTokenGetResponse;
import dev.serai.modal.proto.BlobCreateRequest;
import dev.serai.modal.proto.BlobCreateResponse;
import dev.serai.modal.proto.BlobGetRequest;
import dev.serai.modal.proto.BlobGetResponse;
import dev.serai.modal.proto.DictClearRequest;
import dev.serai.modal.proto.DictContainsRequest;
import dev.serai.modal.proto.DictContainsResponse;
import dev.serai.modal.proto.DictContentsRequest;
import dev.serai.modal.proto.DictDeleteRequest;
import dev.serai.modal.proto.DictEntry;
import dev.serai.modal.proto.DictGetOrCreateRequest;
import dev.serai.modal.proto.DictGetOrCreateResponse;
import dev.serai.modal.proto.DictGetRequest;
import dev.serai.modal.proto.DictGetResponse;
import dev.serai.modal.proto.DictLenRequest;
import dev.serai.modal.proto.DictLenResponse;
import dev.serai.modal.proto.DictPopRequest;
import dev.serai.modal.proto.DictPopResponse;
import dev.serai.modal.proto.DictUpdateRequest;
import dev.serai.modal.proto.DictUpdateResponse;
import dev.serai.modal.proto.EnvironmentGetOrCreateRequest;
import dev.serai.modal.proto.EnvironmentGetOrCreateResponse;
import dev.serai.modal.proto.FunctionBindParamsRequest;
import dev.serai.modal.proto.FunctionBindParamsResponse;
import dev.serai.modal.proto.FunctionCallCancelRequest;
import dev.serai.modal.proto.FunctionGetCurrentStatsRequest;
import dev.serai.modal.proto.FunctionGetOutputsRequest;
import dev.serai.modal.proto.FunctionGetOutputsResponse;
import dev.serai.modal.proto.FunctionGetRequest;
import dev.serai.modal.proto.FunctionGetResponse;
import dev.serai.modal.proto.FunctionMapRequest;
import dev.serai.modal.proto.FunctionMapResponse;
import dev.serai.modal.proto.FunctionRetryInputsRequest;
import dev.serai.modal.proto.FunctionRetryInputsResponse;
import dev.serai.modal.proto.FunctionStats;
import dev.serai.modal.proto.FunctionUpdateSchedulingParamsRequest;
import dev.serai.modal.proto.FunctionUpdateSchedulingParamsResponse;
import dev.serai.modal.proto.ImageDeleteRequest;
import dev.serai.modal.proto.ImageGetOrCreateRequest;
import dev.serai.modal.proto.ImageGetOrCreateResponse;
import dev.serai.modal.proto.ImageJoinStreamingRequest;
import dev.serai.modal.proto.ImageJoinStreamingResponse;
import dev.serai.modal.proto.QueueClearRequest;
import dev.serai.modal.proto.QueueDeleteRequest;
import dev.serai.modal.proto.QueueGetOrCreateRequest;
import dev.serai.modal.proto.QueueGetOrCreateResponse;
import dev.serai.modal.proto.QueueGetRequest;
import dev.serai.modal.proto.QueueGetResponse;
import dev.serai.modal.proto.QueueLenRequest;
import dev.serai.modal.proto.QueueLenResponse;
import dev.serai.modal.proto.QueueNextItemsRequest;
import dev.serai.modal.proto.QueueNextItemsResponse;
import dev.serai.modal.proto.QueuePutRequest;
import dev.serai.modal.proto.SandboxCreateConnectTokenRequest;
import dev.serai.modal.proto.SandboxCreateConnectTokenResponse;
import dev.serai.modal.proto.SandboxCreateV2Request;
import dev.serai.modal.proto.SandboxCreateV2Response;
import dev.serai.modal.proto.SandboxGetCommandRouterAccessRequest;
import dev.serai.modal.proto.SandboxGetCommandRouterAccessResponse;
import dev.serai.modal.proto.SandboxGetFromNameRequest;
import dev.serai.modal.proto.SandboxGetFromNameResponse;
import dev.serai.modal.proto.SandboxGetTaskIdRequest;
import dev.serai.modal.proto.SandboxGetTaskIdResponse;
import dev.serai.modal.proto.SandboxGetTunnelsRequest;
import dev.serai.modal.proto.SandboxGetTunnelsResponse;
import dev.serai.modal.proto.SandboxListRequest;
import dev.serai.modal.proto.SandboxListResponse;
import dev.serai.modal.proto.SandboxTagsGetRequest;
import dev.serai.modal.proto.SandboxTagsGetResponse;
import dev.serai.modal.proto.SandboxTagsSetRequest;
import dev.serai.modal.proto.SandboxTerminateRequest;
import dev.serai.modal.proto.SandboxTerminateResponse;
import dev.serai.modal.proto.SandboxWaitRequest;
import dev.serai.modal.proto.SandboxWaitResponse;
import dev.serai.modal.proto.SecretDeleteRequest;
import dev.serai.modal.proto.SecretGetOrCreateRequest;
import dev.serai.modal.proto.SecretGetOrCreateResponse;
import dev.serai.modal.proto.SecretListRequest;
import dev.serai.modal.proto.SecretListResponse;
import dev.serai.modal.proto.TaskGetCommandRouterAccessRequest;
import dev.serai.modal.proto.TaskGetCommandRouterAccessResponse;
import dev.serai.modal.proto.VolumeDeleteRequest;
import dev.serai.modal.proto.VolumeGetFile2Request;
import dev.serai.modal.proto.VolumeGetFile2Response;
import dev.serai.modal.proto.VolumeGetOrCreateRequest;
import dev.serai.modal.proto.VolumeGetOrCreateResponse;
import dev.serai.modal.proto.VolumeListFiles2Request;
import dev.serai.modal.proto.VolumeListFiles2Response;
import dev.serai.modal.proto.VolumePutFiles2Request;
import dev.serai.modal.proto.VolumePutFiles2Response;
import dev.serai.modal.proto.VolumeRemoveFile2Request;

/** The methods of Modal's own service. */
public final class ModalApi {

    public static final Rpc<AppGetOrCreateRequest, AppGetOrCreateResponse> APP_GET_OR_CREATE = rpc(
            "AppGetOrCreate", AppGetOrCreateRequest.getDefaultInstance(), AppGetOrCreateResponse.getDefaultInstance());
    public static final Rpc<AttemptAwaitRequest, AttemptAwaitResponse> ATTEMPT_AWAIT =
            rpc("AttemptAwait", AttemptAwaitRequest.getDefaultInstance(), AttemptAwaitResponse.getDefaultInstance());
    public static final Rpc<AttemptRetryRequest, AttemptRetryResponse> ATTEMPT_RETRY =
            rpc("AttemptRetry", AttemptRetryRequest.getDefaultInstance(), AttemptRetryResponse.getDefaultInstance());
    public static final Rpc<AttemptStartRequest, AttemptStartResponse> ATTEMPT_START =
            rpc("AttemptStart", AttemptStartRequest.getDefaultInstance(), AttemptStartResponse.getDefaultInstance());
    public static final Rpc<AuthTokenGetRequest, AuthTokenGetResponse> AUTH_TOKEN_GET =
            rpc("AuthTokenGet", AuthTokenGetRequest.getDefaultInstance(), AuthTokenGetResponse.getDefaultInstance());
    public static final Rpc<BlobCreateRequest, BlobCreateResponse> BLOB_CREATE =
            rpc("BlobCreate", BlobCreateRequest.getDefaultInstance(), BlobCreateResponse.getDefaultInstance());
    public static final Rpc<BlobGetRequest, BlobGetResponse> BLOB_GET =
            rpc("BlobGet", BlobGetRequest.getDefaultInstance(), BlobGetResponse.getDefaultInstance());
    public static final Rpc<DictClearRequest, Empty> DICT_CLEAR =
            rpc("DictClear", DictClearRequest.getDefaultInstance(), Empty.getDefaultInstance());
    public static final Rpc<DictContainsRequest, DictContainsResponse> DICT_CONTAINS =
            rpc("DictContains", DictContainsRequest.getDefaultInstance(), DictContainsResponse.getDefaultInstance());
    public static final Rpc<DictContentsRequest, DictEntry> DICT_CONTENTS =
            rpc("DictContents", DictContentsRequest.getDefaultInstance(), DictEntry.getDefaultInstance());
    public static final Rpc<DictDeleteRequest, Empty> DICT_DELETE =
            rpc("DictDelete", DictDeleteRequest.getDefaultInstance(), Empty.getDefaultInstance());
    public static final Rpc<DictGetRequest, DictGetResponse> DICT_GET =
            rpc("DictGet", DictGetRequest.getDefaultInstance(), DictGetResponse.getDefaultInstance());
    public static final Rpc<DictGetOrCreateRequest, DictGetOrCreateResponse> DICT_GET_OR_CREATE = rpc(
            "DictGetOrCreate",
            DictGetOrCreateRequest.getDefaultInstance(),
            DictGetOrCreateResponse.getDefaultInstance());
    public static final Rpc<DictLenRequest, DictLenResponse> DICT_LEN =
            rpc("DictLen", DictLenRequest.getDefaultInstance(), DictLenResponse.getDefaultInstance());
    public static final Rpc<DictPopRequest, DictPopResponse> DICT_POP =
            rpc("DictPop", DictPopRequest.getDefaultInstance(), DictPopResponse.getDefaultInstance());
    public static final Rpc<DictUpdateRequest, DictUpdateResponse> DICT_UPDATE =
            rpc("DictUpdate", DictUpdateRequest.getDefaultInstance(), DictUpdateResponse.getDefaultInstance());
    public static final Rpc<EnvironmentGetOrCreateRequest, EnvironmentGetOrCreateResponse> ENVIRONMENT_GET_OR_CREATE =
            rpc(
                    "EnvironmentGetOrCreate",
                    EnvironmentGetOrCreateRequest.getDefaultInstance(),
                    EnvironmentGetOrCreateResponse.getDefaultInstance());
    public static final Rpc<FunctionBindParamsRequest, FunctionBindParamsResponse> FUNCTION_BIND_PARAMS = rpc(
            "FunctionBindParams",
            FunctionBindParamsRequest.getDefaultInstance(),
            FunctionBindParamsResponse.getDefaultInstance());
    public static final Rpc<FunctionCallCancelRequest, Empty> FUNCTION_CALL_CANCEL =
            rpc("FunctionCallCancel", FunctionCallCancelRequest.getDefaultInstance(), Empty.getDefaultInstance());
    public static final Rpc<FunctionGetRequest, FunctionGetResponse> FUNCTION_GET =
            rpc("FunctionGet", FunctionGetRequest.getDefaultInstance(), FunctionGetResponse.getDefaultInstance());
    public static final Rpc<FunctionGetCurrentStatsRequest, FunctionStats> FUNCTION_GET_CURRENT_STATS = rpc(
            "FunctionGetCurrentStats",
            FunctionGetCurrentStatsRequest.getDefaultInstance(),
            FunctionStats.getDefaultInstance());
    public static final Rpc<FunctionGetOutputsRequest, FunctionGetOutputsResponse> FUNCTION_GET_OUTPUTS = rpc(
            "FunctionGetOutputs",
            FunctionGetOutputsRequest.getDefaultInstance(),
            FunctionGetOutputsResponse.getDefaultInstance());
    public static final Rpc<FunctionMapRequest, FunctionMapResponse> FUNCTION_MAP =
            rpc("FunctionMap", FunctionMapRequest.getDefaultInstance(), FunctionMapResponse.getDefaultInstance());
    public static final Rpc<FunctionRetryInputsRequest, FunctionRetryInputsResponse> FUNCTION_RETRY_INPUTS = rpc(
            "FunctionRetryInputs",
            FunctionRetryInputsRequest.getDefaultInstance(),
            FunctionRetryInputsResponse.getDefaultInstance());
    public static final Rpc<ImageGetOrCreateRequest, ImageGetOrCreateResponse> IMAGE_GET_OR_CREATE = rpc(
            "ImageGetOrCreate",
            ImageGetOrCreateRequest.getDefaultInstance(),
            ImageGetOrCreateResponse.getDefaultInstance());
    public static final Rpc<ImageJoinStreamingRequest, ImageJoinStreamingResponse> IMAGE_JOIN_STREAMING = rpc(
            "ImageJoinStreaming",
            ImageJoinStreamingRequest.getDefaultInstance(),
            ImageJoinStreamingResponse.getDefaultInstance());
    public static final Rpc<QueueClearRequest, Empty> QUEUE_CLEAR =
            rpc("QueueClear", QueueClearRequest.getDefaultInstance(), Empty.getDefaultInstance());
    public static final Rpc<QueueDeleteRequest, Empty> QUEUE_DELETE =
            rpc("QueueDelete", QueueDeleteRequest.getDefaultInstance(), Empty.getDefaultInstance());
    public static final Rpc<QueueGetRequest, QueueGetResponse> QUEUE_GET =
            rpc("QueueGet", QueueGetRequest.getDefaultInstance(), QueueGetResponse.getDefaultInstance());
    public static final Rpc<QueueGetOrCreateRequest, QueueGetOrCreateResponse> QUEUE_GET_OR_CREATE = rpc(
            "QueueGetOrCreate",
            QueueGetOrCreateRequest.getDefaultInstance(),
            QueueGetOrCreateResponse.getDefaultInstance());
    public static final Rpc<QueueLenRequest, QueueLenResponse> QUEUE_LEN =
            rpc("QueueLen", QueueLenRequest.getDefaultInstance(), QueueLenResponse.getDefaultInstance());
    public static final Rpc<QueueNextItemsRequest, QueueNextItemsResponse> QUEUE_NEXT_ITEMS = rpc(
            "QueueNextItems", QueueNextItemsRequest.getDefaultInstance(), QueueNextItemsResponse.getDefaultInstance());
    public static final Rpc<QueuePutRequest, Empty> QUEUE_PUT =
            rpc("QueuePut", QueuePutRequest.getDefaultInstance(), Empty.getDefaultInstance());
    public static final Rpc<SandboxCreateV2Request, SandboxCreateV2Response> SANDBOX_CREATE_V2 = rpc(
            "SandboxCreateV2",
            SandboxCreateV2Request.getDefaultInstance(),
            SandboxCreateV2Response.getDefaultInstance());
    public static final Rpc<SandboxGetCommandRouterAccessRequest, SandboxGetCommandRouterAccessResponse>
            SANDBOX_GET_COMMAND_ROUTER_ACCESS = rpc(
                    "SandboxGetCommandRouterAccess",
                    SandboxGetCommandRouterAccessRequest.getDefaultInstance(),
                    SandboxGetCommandRouterAccessResponse.getDefaultInstance());
    public static final Rpc<SandboxGetFromNameRequest, SandboxGetFromNameResponse> SANDBOX_GET_FROM_NAME_V2 = rpc(
            "SandboxGetFromNameV2",
            SandboxGetFromNameRequest.getDefaultInstance(),
            SandboxGetFromNameResponse.getDefaultInstance());
    public static final Rpc<SandboxGetTaskIdRequest, SandboxGetTaskIdResponse> SANDBOX_GET_TASK_ID_V2 = rpc(
            "SandboxGetTaskIdV2",
            SandboxGetTaskIdRequest.getDefaultInstance(),
            SandboxGetTaskIdResponse.getDefaultInstance());
    public static final Rpc<SandboxGetTunnelsRequest, SandboxGetTunnelsResponse> SANDBOX_GET_TUNNELS_V2 = rpc(
            "SandboxGetTunnelsV2",
            SandboxGetTunnelsRequest.getDefaultInstance(),
            SandboxGetTunnelsResponse.getDefaultInstance());
    public static final Rpc<SandboxListRequest, SandboxListResponse> SANDBOX_LIST_V2 =
            rpc("SandboxListV2", SandboxListRequest.getDefaultInstance(), SandboxListResponse.getDefaultInstance());
    public static final Rpc<SandboxTagsGetRequest, SandboxTagsGetResponse> SANDBOX_TAGS_GET_V2 = rpc(
            "SandboxTagsGetV2",
            SandboxTagsGetRequest.getDefaultInstance(),
            SandboxTagsGetResponse.getDefaultInstance());
    public static final Rpc<SandboxTagsSetRequest, Empty> SANDBOX_TAGS_SET_V2 =
            rpc("SandboxTagsSetV2", SandboxTagsSetRequest.getDefaultInstance(), Empty.getDefaultInstance());
    public static final Rpc<SandboxTerminateRequest, SandboxTerminateResponse> SANDBOX_TERMINATE_V2 = rpc(
            "SandboxTerminateV2",
            SandboxTerminateRequest.getDefaultInstance(),
            SandboxTerminateResponse.getDefaultInstance());
    public static final Rpc<SandboxWaitRequest, SandboxWaitResponse> SANDBOX_WAIT_V2 =
            rpc("SandboxWaitV2", SandboxWaitRequest.getDefaultInstance(), SandboxWaitResponse.getDefaultInstance());
    public static final Rpc<SecretDeleteRequest, Empty> SECRET_DELETE =
            rpc("SecretDelete", SecretDeleteRequest.getDefaultInstance(), Empty.getDefaultInstance());
    public static final Rpc<SecretGetOrCreateRequest, SecretGetOrCreateResponse> SECRET_GET_OR_CREATE = rpc(
            "SecretGetOrCreate",
            SecretGetOrCreateRequest.getDefaultInstance(),
            SecretGetOrCreateResponse.getDefaultInstance());
    public static final Rpc<SecretListRequest, SecretListResponse> SECRET_LIST =
            rpc("SecretList", SecretListRequest.getDefaultInstance(), SecretListResponse.getDefaultInstance());
    public static final Rpc<TaskGetCommandRouterAccessRequest, TaskGetCommandRouterAccessResponse>
            TASK_GET_COMMAND_ROUTER_ACCESS = rpc(
                    "TaskGetCommandRouterAccess",
                    TaskGetCommandRouterAccessRequest.getDefaultInstance(),
                    TaskGetCommandRouterAccessResponse.getDefaultInstance());
    public static final Rpc<VolumeDeleteRequest, Empty> VOLUME_DELETE =
            rpc("VolumeDelete", VolumeDeleteRequest.getDefaultInstance(), Empty.getDefaultInstance());
    public static final Rpc<VolumeGetFile2Request, VolumeGetFile2Response> VOLUME_GET_FILE2 = rpc(
            "VolumeGetFile2", VolumeGetFile2Request.getDefaultInstance(), VolumeGetFile2Response.getDefaultInstance());
    public static final Rpc<VolumeGetOrCreateRequest, VolumeGetOrCreateResponse> VOLUME_GET_OR_CREATE = rpc(
            "VolumeGetOrCreate",
            VolumeGetOrCreateRequest.getDefaultInstance(),
            VolumeGetOrCreateResponse.getDefaultInstance());
    public static final Rpc<VolumeListFiles2Request, VolumeListFiles2Response> VOLUME_LIST_FILES2 = rpc(
            "VolumeListFiles2",
            VolumeListFiles2Request.getDefaultInstance(),
            VolumeListFiles2Response.getDefaultInstance());
    public static final Rpc<VolumePutFiles2Request, VolumePutFiles2Response> VOLUME_PUT_FILES2 = rpc(
            "VolumePutFiles2",
            VolumePutFiles2Request.getDefaultInstance(),
            VolumePutFiles2Response.getDefaultInstance());
    public static final Rpc<VolumeRemoveFile2Request, Empty> VOLUME_REMOVE_FILE2 =
            rpc("VolumeRemoveFile2", VolumeRemoveFile2Request.getDefaultInstance(), Empty.getDefaultInstance());
    public static final Rpc<FunctionUpdateSchedulingParamsRequest, FunctionUpdateSchedulingParamsResponse>
            FUNCTION_UPDATE_SCHEDULING_PARAMS = rpc(
                    "FunctionUpdateSchedulingParams",
                    FunctionUpdateSchedulingParamsRequest.getDefaultInstance(),
                    FunctionUpdateSchedulingParamsResponse.getDefaultInstance());
    public static final Rpc<SandboxCreateConnectTokenRequest, SandboxCreateConnectTokenResponse>
            SANDBOX_CREATE_CONNECT_TOKEN_V2 = rpc(
                    "SandboxCreateConnectTokenV2",
                    SandboxCreateConnectTokenRequest.getDefaultInstance(),
                    SandboxCreateConnectTokenResponse.getDefaultInstance());
    public static final Rpc<ImageDeleteRequest, Empty> IMAGE_DELETE =
            rpc("ImageDelete", ImageDeleteRequest.getDefaultInstance(), Empty.getDefaultInstance());

    private ModalApi() {}

    private static <Q extends MessageLite, A extends MessageLite> Rpc<Q, A> rpc(String name, Q question, A answer) {
        return new Rpc<>("modal.client.ModalClient", name, question, answer);
    }
}
